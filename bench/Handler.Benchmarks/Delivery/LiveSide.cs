using System.Collections.Concurrent;

namespace Handler.Benchmarks.Delivery;

/// <summary>
/// The engine beside 64 running tasks that commit one event at a time, as fast as their webhooks take them: a task keeps at most 16 events
/// ahead of what is durably delivered. A task ends at 1,000 events and another takes its place; at the start the 64 are spread
/// evenly over that life. The committing side is part of the process and of its CPU.
/// </summary>
internal sealed class LiveSide(EngineHosts hosts) : ISide
{
    private readonly ConcurrentBag<RunningTask> _tasks = [];
    private EngineHost? _host;
    private RunningTask[] _first = [];
    private int _count;
    private int _left;

    public async Task PrepareAsync(int count)
    {
        _count = _left = count;
        var host = _host = hosts.New();
        _first = await Task.WhenAll(Enumerable.Range(0, Workload.Lanes).Select(
            lane => RunningTask.BeginAsync(host, eventsBefore: lane * Workload.EventsPerTask / Workload.Lanes)));
        await host.StartAsync();
    }

    public async Task SendAsync()
    {
        await Task.WhenAll(_first.Select(task => Task.Run(() => CommitAsync(task))));
        await _host!.Lanes.WaitForAsync(_count);
    }

    public async Task FinishAsync()
    {
        await Closing.CheckAsync(_host!, _tasks, _count);
        _tasks.Clear();
        await _host!.DisposeAsync();
    }

    private async Task CommitAsync(RunningTask task)
    {
        _tasks.Add(task);
        while (Interlocked.Decrement(ref _left) >= 0)
        {
            if (task.IsFull)
            {
                task = await RunningTask.BeginAsync(_host!, eventsBefore: 1);
                _tasks.Add(task);
            }

            await task.CommitInPaceAsync();
        }
    }
}
