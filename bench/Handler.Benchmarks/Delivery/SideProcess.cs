using System.Diagnostics;

namespace Handler.Benchmarks.Delivery;

/// <summary>The process of one side, seen by the one who measures: CPU and time are taken here, from outside.</summary>
internal sealed class SideProcess : IDisposable
{
    /// <summary>The word that makes this program a side.</summary>
    public const string HiddenWord = "--side";

    // A side that takes longer has lost something and would wait for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _name;
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    public SideProcess(params IReadOnlyList<string> side)
    {
        _name = side[0];
        _process = Itself.Start([HiddenWord, .. side]);
    }

    /// <summary>Has it send <paramref name="count"/> notifications.</summary>
    /// <exception cref="InvalidOperationException">It failed; what it said is on the standard error.</exception>
    public async Task<Sample> MeasureAsync(int count)
    {
        await DoAsync($"{SideLoop.Prepare} {count}");
        var (cpu, start) = (Cpu(), TimeProvider.System.GetTimestamp());
        await DoAsync(SideLoop.Send);
        var sample = new Sample(count, TimeProvider.System.GetElapsedTime(start), Cpu() - cpu);
        await DoAsync(SideLoop.Finish);
        return sample;
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private TimeSpan Cpu()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    private async Task DoAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        var answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        if (answer != SideLoop.Done)
        {
            throw new InvalidOperationException($"The process of '{_name}' answered '{answer}' to '{command}'; what went wrong is above.");
        }
    }
}
