namespace Handler.Server.Operations;

/// <summary>A page of gates.</summary>
internal sealed record GateListView
{
    public required IReadOnlyList<GateView> Gates { get; init; }

    /// <summary>Empty on the last page.</summary>
    public required string NextPageToken { get; init; }
}
