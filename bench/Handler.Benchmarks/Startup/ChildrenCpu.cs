using System.Runtime.InteropServices;

namespace Handler.Benchmarks.Startup;

/// <summary>
/// The CPU of all children that have ended, to the microsecond: <see cref="System.Diagnostics.Process.TotalProcessorTime"/> counts in steps of 10 ms, and
/// cannot be read once a process has ended.
/// </summary>
internal static class ChildrenCpu
{
    private const int Children = -1;

    /// <summary>User and system.</summary>
    public static TimeSpan Read() => Usage(Children, out var usage) == 0
        ? TimeSpan.FromSeconds(usage.UserSeconds + usage.SystemSeconds) + TimeSpan.FromMicroseconds(usage.UserMicroseconds + usage.SystemMicroseconds)
        : throw new InvalidOperationException("The system does not tell what children have used.");

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Usage(int who, out ResourceUsage usage);

    // What follows the times in struct rusage is not read, and has its place.
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
