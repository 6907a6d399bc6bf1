using Handler.Server.Storage;

namespace Handler.Sqlite.Tables;

/// <summary>A task that has not ended, as the pruning of logs sees it.</summary>
/// <param name="RowId">Its row.</param>
/// <param name="Scope">Its owner: tasks are gone through by owner.</param>
/// <param name="Through">The last sequence that may go, before its time is looked at.</param>
internal sealed record LiveTask(long RowId, OwnerScope Scope, long Through);
