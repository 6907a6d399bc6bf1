namespace Handler.Benchmarks.Delivery;

/// <summary>The engine on a backlog that was committed before it started: 64 lanes, all of them due.</summary>
internal sealed class DrainSide(EngineHosts hosts) : ISide
{
    // As many as an agent's run puts into one commit at the most.
    private const int EventsPerCommit = 64;

    private EngineHost? _host;
    private RunningTask[] _tasks = [];
    private int _count;

    public async Task PrepareAsync(int count)
    {
        _count = count;
        var host = _host = hosts.New();
        _tasks = await Task.WhenAll(Enumerable.Range(0, Workload.Lanes).Select(lane => NewTaskAsync(host, Share(count, lane))));
    }

    public async Task SendAsync()
    {
        await _host!.StartAsync();
        await _host.Lanes.WaitForAsync(_count);
    }

    public async Task FinishAsync()
    {
        await Closing.CheckAsync(_host!, _tasks, _count);
        await _host!.DisposeAsync();
    }

    private static int Share(int count, int lane) => (count / Workload.Lanes) + (lane < count % Workload.Lanes ? 1 : 0);

    private static async Task<RunningTask> NewTaskAsync(EngineHost host, int backlog)
    {
        var task = await RunningTask.BeginAsync(host, eventsBefore: 1);
        for (var left = backlog; left > 0; left -= EventsPerCommit)
        {
            await task.CommitAsync(Math.Min(left, EventsPerCommit));
        }

        return task;
    }
}
