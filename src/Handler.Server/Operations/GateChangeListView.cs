namespace Handler.Server.Operations;

/// <summary>What became of the gates that were to be held or resumed.</summary>
internal sealed record GateChangeListView
{
    public required IReadOnlyList<GateChangeView> Gates { get; init; }
}
