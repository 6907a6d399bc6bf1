using Handler.Server.Storage;
using Handler.Sqlite.Tables;
using Handler.Sqlite.Work;

namespace Handler.Sqlite;

/// <content>Removes what need not be kept any more.</content>
public sealed partial class SqliteAgentStore
{
    // Where the last look at the running tasks ended: each sweep looks at the next of them. One sweeper.
    private LiveTask? _prunedLast;

    /// <inheritdoc/>
    public async Task<RetentionSwept> SweepAsync(RetentionSweep sweep, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (sweep.Epoch != _epoch)
        {
            return default;
        }

        var (stretches, moreDead) = await SweepDeadAsync(sweep, cancel);
        var (tasks, events, moreEnded) = await SweepEndedAsync(sweep, cancel);
        var (pruned, moreLogs) = await PruneAsync(sweep, cancel);
        return new RetentionSwept(tasks, stretches, events + pruned, moreDead || moreEnded || moreLogs);
    }

    private async Task<(int Removed, bool IsMore)> SweepDeadAsync(RetentionSweep sweep, CancellationToken cancel)
    {
        var old = await ReadAsync(session => RetentionTable.OldDead(session, sweep.Before(sweep.Retention.DeadLetters), sweep.MaxTasks), cancel);
        var removed = old.Count == 0 ? 0 : await WriteAsync((session, _) => RetentionWork.RemoveDead(session, old), cancel);
        return (removed, old.Count >= sweep.MaxTasks);
    }

    private async Task<(int Tasks, int Events, bool IsMore)> SweepEndedAsync(RetentionSweep sweep, CancellationToken cancel)
    {
        var settled = await ReadAsync(session => RetentionTable.Settled(session, sweep.Before(sweep.Retention.EndedTasks), sweep.MaxTasks), cancel);
        if (settled.Count == 0)
        {
            return default;
        }

        var (tasks, events) = await WriteAsync((session, told) => RetentionWork.RemoveEnded(session, settled, sweep, told), cancel);
        return (tasks, events, settled.Count >= sweep.MaxTasks || events >= sweep.MaxEvents);
    }

    private async Task<(int Pruned, bool IsMore)> PruneAsync(RetentionSweep sweep, CancellationToken cancel)
    {
        var live = await ReadAsync(session => RetentionTable.Live(session, _prunedLast, sweep.MaxTasks), cancel);
        var prunable = await ReadAsync(session => RetentionWork.FindPrunable(session, live, sweep), cancel);
        if (prunable.Count < sweep.MaxEvents)
        {
            // Full: the same tasks again, for there is more to remove of them. At the end it begins anew, with the next sweep.
            _prunedLast = live.Count < sweep.MaxTasks ? null : live[^1];
        }

        var pruned = prunable.Count == 0 ? 0 : await WriteAsync((session, _) => RetentionWork.Prune(session, prunable), cancel);
        return (pruned, prunable.Count >= sweep.MaxEvents);
    }
}
