using System.Diagnostics;

namespace Handler.Benchmarks;

/// <summary>This program, executed once more.</summary>
internal static class Itself
{
    /// <summary>
    /// Starts it with other arguments; its standard error is this one's. All code is compiled once and for good: with tiers a compiler runs beside the
    /// work for half a minute on a busy machine, and what is measured is the compiler.
    /// </summary>
    public static Process Start(IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_ReadyToRun"] = "0";
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Itself).Assembly.Location);
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} could not be started.");
    }
}
