using Handler.Server.Storage;

namespace Handler.Sqlite.Tables;

/// <summary>A gate where something waits.</summary>
/// <param name="RowId">Its row.</param>
/// <param name="Key">Its key.</param>
/// <param name="HeldUntil">Until when it is held; null when it is open.</param>
internal sealed record DueGate(long RowId, GateKey Key, DateTimeOffset? HeldUntil);
