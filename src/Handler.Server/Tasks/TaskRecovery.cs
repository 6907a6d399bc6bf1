using Handler.Protocol;
using Handler.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Tasks;

/// <summary>
/// Takes up, before the host listens, what a dead process left running: a task nobody was told of is dropped, one whose executor can resume
/// goes on, any other is failed with a text that says so. A task that waits for somebody is left waiting. On a stop it asks the runs to
/// stop and waits for them; it fails none, for the next start decides as after a crash.
/// </summary>
internal sealed partial class TaskRecovery(
    TaskRuns runs, RunParts parts, IHostApplicationLifetime lifetime, ILogger<TaskRecovery> log) : IHostedService, IDisposable
{
    private const int BatchSize = 100;

    private CancellationTokenRegistration _stopping;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the server stops taking requests: it waits for blocking sends and streams, which end with their runs.
        _stopping = lifetime.ApplicationStopping.Register(runs.Stop);
        await RecoverAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        runs.Stop();
        await runs.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Handles orphaned runs until there are none that it can take.</summary>
    public async Task RecoverAsync(CancellationToken cancel)
    {
        while (await parts.Store.ListOrphanedRunsAsync(BatchSize, cancel) is { Count: > 0 } orphans)
        {
            var taken = 0;
            foreach (var orphan in orphans)
            {
                taken += await TakeUpAsync(orphan, cancel) ? 1 : 0;
            }

            if (taken == 0)
            {
                // Another node is quicker at all of them.
                return;
            }
        }
    }

    private async Task<bool> TakeUpAsync(OrphanedRun orphan, CancellationToken cancel)
    {
        if (!orphan.Announced)
        {
            await parts.Store.DropAsync(orphan.Key, orphan.Run, cancel);
            LogDropped(log, orphan.Key.TaskId);
            return true;
        }

        var begun = await parts.Store.BeginRunAsync(orphan.Key, orphan.Run, cancel);
        if (begun is { Outcome: BeginRunOutcome.Begun, Task: { } stored })
        {
            await GoOnAsync(stored);
            return true;
        }

        return begun.Outcome != BeginRunOutcome.Busy;
    }

    private async Task GoOnAsync(StoredTask stored)
    {
        if (stored.Task.WaitsForUser)
        {
            await parts.Store.CommitAsync(RunEnd.Of(stored, null, parts), CancellationToken.None);
        }
        else if (CanResume())
        {
            LogResumed(log, stored.Key.TaskId);
            runs.Begin(stored, new Turn(TurnKind.Resume));
        }
        else
        {
            LogFailed(log, stored.Key.TaskId);
            var failed = RunEnd.Failed(stored, StatusTexts.ProcessEnded, parts);
            await parts.Store.CommitAsync(RunEnd.Of(stored, failed, parts), CancellationToken.None);
        }
    }

    private bool CanResume()
    {
        using var scope = parts.Scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IAgentExecutor>().CanResume;
    }

    [LoggerMessage(20, LogLevel.Warning, "Task {TaskId}: its process ended before anybody was told of it; it is dropped.")]
    private static partial void LogDropped(ILogger logger, string taskId);

    [LoggerMessage(21, LogLevel.Information, "Task {TaskId}: its process ended while it ran; it goes on.")]
    private static partial void LogResumed(ILogger logger, string taskId);

    [LoggerMessage(22, LogLevel.Warning, "Task {TaskId}: its process ended while it ran and the executor cannot resume; it is failed.")]
    private static partial void LogFailed(ILogger logger, string taskId);
}
