namespace Handler.Server.Storage;

/// <summary>The right to send for lanes.</summary>
/// <param name="Epoch">Named by every take and every result; raised at each change of owner.</param>
/// <param name="Until">When it ends unless renewed; <see cref="DateTimeOffset.MaxValue"/> for an embedded store, which has one owner.</param>
public readonly record struct LaneOwnership(long Epoch, DateTimeOffset Until);
