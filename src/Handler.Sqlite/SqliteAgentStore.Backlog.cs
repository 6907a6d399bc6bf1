using Handler.Server.Storage;
using Handler.Sqlite.Tables;
using Handler.Sqlite.Work;

namespace Handler.Sqlite;

/// <content>What waits, and lanes that were full.</content>
public sealed partial class SqliteAgentStore
{
    private readonly Backlogs _backlogs;

    /// <inheritdoc/>
    public bool IsFull(LaneRow lane) => _backlogs.Owners.IsFull(lane);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> ListDrainedAsync(int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<Guid>>(session => BacklogTable.Drained(session, limit), cancel);

    /// <inheritdoc/>
    public Task<LaneRow?> ResumeWithSnapshotAsync(LaneResume resume, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(resume);
        return WriteAsync(
            (session, told) => resume.Epoch == _epoch ? ResumeWork.Write(session, resume, _clock.GetUtcNow(), told) : null, cancel);
    }
}
