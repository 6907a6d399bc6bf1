using Handler.Server.Storage;
using Handler.Sqlite.Tables;
using Handler.Sqlite.Work;

namespace Handler.Sqlite;

/// <content>Push configs.</content>
public sealed partial class SqliteAgentStore
{
    /// <inheritdoc/>
    public Task<ConfigWriteResult> SetAsync(ConfigWrite write, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(write);
        return WriteAsync((session, told) => ConfigWork.Set(session, write, _clock.GetUtcNow(), told, _backlogs), cancel);
    }

    /// <inheritdoc/>
    public Task<StoredPushConfig?> GetAsync(TaskKey task, string configId, CancellationToken cancel) => ReadAsync(
        session => TaskTable.FindAnnounced(session, task) is { } found ? ConfigTable.Find(session, found, configId)?.Config : null, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPushConfig>?> ListAsync(TaskKey task, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<StoredPushConfig>?>(
            session => TaskTable.FindAnnounced(session, task) is { } found ? ConfigTable.List(session, found) : null, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPushConfig>> ListOfOwnerAsync(OwnerScope scope, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<StoredPushConfig>>(session => ConfigTable.ListOfOwner(session, scope), cancel);

    /// <inheritdoc/>
    public Task<ConfigDeleteOutcome> DeleteAsync(TaskKey task, string configId, CancellationToken cancel) =>
        WriteAsync((session, told) => ConfigWork.Delete(session, task, configId, told, _backlogs), cancel);
}
