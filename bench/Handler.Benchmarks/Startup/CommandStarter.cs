using System.Diagnostics;

namespace Handler.Benchmarks.Startup;

/// <summary>A command, from its start to its end.</summary>
internal sealed class CommandStarter(string program, params IReadOnlyList<string> args) : IStarter
{
    /// <inheritdoc/>
    public Task<Start> StartAsync() => Task.FromResult(Timed() with { PeakBytes = Peak() });

    private Start Timed()
    {
        var (cpu, began) = (ChildrenCpu.Read(), TimeProvider.System.GetTimestamp());
        using var process = Process.Start(Command())!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var start = new Start(TimeProvider.System.GetElapsedTime(began), ChildrenCpu.Read() - cpu, 0);
        return process.ExitCode == 0 && output.Length > 0
            ? start
            : throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}, having written {output.Length} characters.");
    }

    /// <summary>Of a start of its own, which is looked at until it ends: looking takes time.</summary>
    private long Peak()
    {
        using var process = Process.Start(Command())!;
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakMemory.Of(process));
        }

        return peak;
    }

    private ProcessStartInfo Command() => new(program, args) { UseShellExecute = false, RedirectStandardOutput = true };
}
