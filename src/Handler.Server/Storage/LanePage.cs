namespace Handler.Server.Storage;

/// <summary>A page of lanes.</summary>
/// <param name="Lanes">The lanes, the youngest first.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record LanePage(IReadOnlyList<LaneReport> Lanes, Guid? Next);
