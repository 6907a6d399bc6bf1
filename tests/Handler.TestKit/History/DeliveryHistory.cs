namespace Handler.TestKit.History;

/// <summary>All that was seen from outside of an agent that was killed and started: what <see cref="HistoryChecker"/> judges.</summary>
public sealed record DeliveryHistory
{
    /// <summary>What may not be lost. The same twice means two updates that say the same.</summary>
    public IReadOnlyList<CommittedUpdate> Committed { get; init; } = [];

    /// <summary>Who was to be told.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyList<WitnessedArrival> Arrivals { get; init; } = [];

    /// <summary>The ends of the agent's lives.</summary>
    public IReadOnlyList<Interruption> Interruptions { get; init; } = [];

    /// <summary>Deletions that were answered.</summary>
    public IReadOnlyList<Deletion> Deletions { get; init; } = [];

    /// <summary>Replacements that were answered.</summary>
    public IReadOnlyList<Replacement> Replacements { get; init; } = [];

    /// <summary>In which life of the agent a moment lies, from 0 on.</summary>
    public int LifeAt(long moment) => Interruptions.Count(interruption => interruption.Moment < moment);

    /// <summary>Whether one of the interruptions between two moments was a kill.</summary>
    public bool WasKilledBetween(long from, long to) =>
        Interruptions.Any(end => end.Kind == InterruptionKind.Kill && end.Moment > from && end.Moment < to);
}
