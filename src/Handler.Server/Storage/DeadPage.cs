namespace Handler.Server.Storage;

/// <summary>A page of dead stretches.</summary>
/// <param name="Stretches">The stretches, the last one made first.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record DeadPage(IReadOnlyList<DeadReport> Stretches, long? Next);
