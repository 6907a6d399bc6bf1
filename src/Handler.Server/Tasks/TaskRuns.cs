using System.Collections.Concurrent;
using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>The runs of this process.</summary>
internal sealed class TaskRuns(RunParts parts)
{
    private readonly ConcurrentDictionary<TaskKey, TaskRunner> _live = new();
    private readonly Turnstile<TaskKey> _beginning = new();
    private volatile bool _stopping;

    /// <summary>How many are live.</summary>
    public int Count => _live.Count;

    /// <summary>The run of a task; null when this process has none.</summary>
    public TaskRunner? Find(TaskKey key) => _live.GetValueOrDefault(key);

    /// <summary>
    /// One at a time decides what comes next for a task: whether a message has had its turn, and who begins a run. Dispose the result once
    /// the run is to be found here.
    /// </summary>
    public Task<IDisposable> EnterAsync(TaskKey key) => _beginning.EnterAsync(key);

    /// <summary>Starts the run that the store has given out.</summary>
    public TaskRunner Begin(StoredTask stored, Turn turn)
    {
        var runner = new TaskRunner(stored, turn, parts);
        _live[stored.Key] = runner;
        runner.Start();
        if (_stopping)
        {
            runner.Stop();
        }

        _ = ForgetAsync(runner);
        return runner;
    }

    /// <summary>
    /// Asks all runs to stop, and new ones as they begin. No task is failed for it: what was committed stays, and what is not ended keeps
    /// its run, so that the next start resumes it or fails it. Streams end.
    /// </summary>
    public void Stop()
    {
        _stopping = true;
        parts.Feeds.Stop();
        foreach (var runner in _live.Values)
        {
            runner.Stop();
        }
    }

    /// <summary>Waits until all have stopped.</summary>
    public Task WaitAsync(CancellationToken cancel) =>
        Followed.ByAsync(Task.WhenAll(_live.Values.Select(runner => runner.Completion)), cancel);

    private async Task ForgetAsync(TaskRunner runner)
    {
        await runner.Completion;

        // The next run of the task may have taken the place already.
        _live.TryRemove(KeyValuePair.Create(runner.Key, runner));
    }
}
