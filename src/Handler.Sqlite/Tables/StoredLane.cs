using Handler.Server.Storage;

namespace Handler.Sqlite.Tables;

/// <summary>A lane with its keys in the database.</summary>
/// <param name="RowId">Its row.</param>
/// <param name="TaskRow">Its task's row.</param>
/// <param name="Attempts">The number of its last attempt row.</param>
/// <param name="Row">The lane.</param>
internal sealed record StoredLane(long RowId, long TaskRow, long Attempts, LaneRow Row);
