namespace Handler.Server.Storage;

/// <summary>A time during which an operator held a gate: horizons stood still.</summary>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended; <see cref="DateTimeOffset.MaxValue"/> while it lasts.</param>
public readonly record struct GatePause(DateTimeOffset From, DateTimeOffset Until);
