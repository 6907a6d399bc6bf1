namespace Handler.Server.Storage;

/// <summary>
/// Attempts as they are kept: each failure and the success after it are a row of their own; other successes are one row per lane and
/// flush, from <see cref="Sequence"/> to <see cref="ThroughSequence"/>. Secrets are masked in all texts. A lane keeps its last
/// <see cref="AttemptHistory.KeptRows"/> rows; all older ones are summed up into one row before them, whose <see cref="Number"/> is 0: it
/// covers the least to the greatest sequence, counts all attempts, began with the first of them, has the slowest duration, and the outcome,
/// status and detail of the newest one in it.
/// </summary>
public sealed record AttemptRecord
{
    /// <summary>The delivery, or the first of several.</summary>
    public required long Sequence { get; init; }

    /// <summary>The last delivery that the row covers.</summary>
    public required long ThroughSequence { get; init; }

    /// <summary>How many attempts the row covers.</summary>
    public required int Count { get; init; }

    /// <summary>The number of the attempt within its delivery: 1, 2, …; 0 in the row that sums up older ones.</summary>
    public required int Number { get; init; }

    /// <summary>When it (the first) began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took; of several, the slowest.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How it ended.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>The HTTP status, when there was one.</summary>
    public int? Status { get; init; }

    /// <summary>What went wrong, for people; null on success.</summary>
    public string? Detail { get; init; }

    /// <summary>The beginning of the answer's body, at most 1 KB; for operators only.</summary>
    public string? Excerpt { get; init; }
}
