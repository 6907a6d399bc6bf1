namespace Handler.Server.Storage;

/// <summary>A page of gates.</summary>
/// <param name="Gates">The gates in the order of their keys.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record GatePage(IReadOnlyList<GateReport> Gates, GateKey? Next);
