namespace Handler.Server.Operations;

/// <summary>A row of attempts. One that covers several has <see cref="ThroughSequence"/> and <see cref="Count"/>.</summary>
internal sealed record AttemptView
{
    public required long Sequence { get; init; }

    public long? ThroughSequence { get; init; }

    public int? Count { get; init; }

    /// <summary>The number of the attempt within its delivery; null in the row that sums up older ones.</summary>
    public int? Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds; of several, the slowest.</summary>
    public required double DurationMs { get; init; }

    public required string Outcome { get; init; }

    public int? Status { get; init; }

    public string? Detail { get; init; }

    /// <summary>The beginning of the answer's body.</summary>
    public string? Excerpt { get; init; }
}
