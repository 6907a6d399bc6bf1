using System.Diagnostics;
using System.Globalization;

namespace Handler.Benchmarks.Startup;

/// <summary>The most memory that a process has had resident, as Linux keeps it.</summary>
internal static class PeakMemory
{
    private const string Line = "VmHWM:";

    /// <summary>In bytes; 0 where there is no such file, or the process has ended.</summary>
    public static long Of(Process process)
    {
        try
        {
            return OfStatus(File.ReadAllLines($"/proc/{process.Id}/status"));
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long OfStatus(string[] lines) =>
        Array.Find(lines, line => line.StartsWith(Line, StringComparison.Ordinal))?[Line.Length..].Replace("kB", "", StringComparison.Ordinal) is { } kilobytes
            ? 1024 * long.Parse(kilobytes, CultureInfo.InvariantCulture)
            : 0;
}
