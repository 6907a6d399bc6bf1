namespace Handler.Server.Storage;

/// <summary>How a lane's attempts are kept: the last rows as they are, all older ones summed up into one row before them.</summary>
public static class AttemptHistory
{
    /// <summary>How many rows of a lane are kept as they are.</summary>
    public const int KeptRows = 50;

    /// <summary>
    /// The rows to keep, oldest first: at most <see cref="KeptRows"/>, and before them the one that sums up the older ones.
    /// </summary>
    /// <param name="kept">What was kept so far.</param>
    /// <param name="added">What came since, oldest first.</param>
    public static IReadOnlyList<AttemptRecord> Append(IReadOnlyList<AttemptRecord> kept, IReadOnlyList<AttemptRecord> added)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(added);
        var all = kept.Concat(added).ToList();
        // The row of sums is known by number 0, which no attempt has; it does not count among the fifty.
        var summed = all is [{ Number: 0 }, ..] ? 1 : 0;
        var surplus = all.Count - summed - KeptRows;
        return surplus <= 0 ? all : [all.Take(summed + surplus).Aggregate(SumUp), .. all.Skip(summed + surplus)];
    }

    /// <summary>One row for two: see <see cref="AttemptRecord"/> for what its members say.</summary>
    public static AttemptRecord SumUp(AttemptRecord older, AttemptRecord newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        return newer with
        {
            Sequence = Math.Min(older.Sequence, newer.Sequence),
            ThroughSequence = Math.Max(older.ThroughSequence, newer.ThroughSequence),
            Count = older.Count + newer.Count,
            Number = 0,
            StartedAt = older.StartedAt < newer.StartedAt ? older.StartedAt : newer.StartedAt,
            Duration = older.Duration > newer.Duration ? older.Duration : newer.Duration,
            // The excerpt of one answer says nothing of the others.
            Excerpt = null,
        };
    }
}
