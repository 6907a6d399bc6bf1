using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>How a gate fares: its row, and what is known of it in memory alone.</summary>
/// <param name="Row">The row, as it is written.</param>
/// <param name="Failures">Attempts in a row that failed. A new process begins at 0; the hold and its level are in the row.</param>
internal readonly record struct GateHealth(GateRow Row, int Failures);
