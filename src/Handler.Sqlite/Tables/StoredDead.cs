using Handler.Server.Storage;

namespace Handler.Sqlite.Tables;

/// <summary>A dead stretch with its keys in the database.</summary>
/// <param name="RowId">Its row.</param>
/// <param name="TaskRow">Its task's row.</param>
/// <param name="Report">The stretch, without its last redelivery.</param>
internal sealed record StoredDead(long RowId, long TaskRow, DeadReport Report);
