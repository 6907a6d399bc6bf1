namespace Handler.Server.Operations;

/// <summary>A page of lanes.</summary>
internal sealed record LaneListView
{
    public required IReadOnlyList<LaneView> Lanes { get; init; }

    /// <summary>Empty on the last page.</summary>
    public required string NextPageToken { get; init; }
}
