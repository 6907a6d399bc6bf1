namespace Handler.Server.Storage;

/// <summary>
/// The pauses of a gate, oldest first, none overlapping another. An update's age is the time since its commit less its overlap with them; asked
/// the other way round: which commits are of an age now. Compared by value; never changes.
/// </summary>
public sealed class GatePauses : IEquatable<GatePauses>
{
    /// <summary>So many are kept; with one more the oldest two are merged, which makes what is older than both live a little longer.</summary>
    public const int Most = 64;

    private GatePauses(IReadOnlyList<GatePause> all) => All = all;

    /// <summary>No pause.</summary>
    public static GatePauses None { get; } = new([]);

    /// <summary>All of them.</summary>
    public IReadOnlyList<GatePause> All { get; }

    /// <summary>These pauses.</summary>
    /// <param name="pauses">Oldest first, none overlapping another.</param>
    public static GatePauses Of(IReadOnlyList<GatePause> pauses)
    {
        ArgumentNullException.ThrowIfNull(pauses);
        return pauses.Count == 0 ? None : new GatePauses(pauses);
    }

    /// <summary>With one that begins now; as they are when one lasts already.</summary>
    public GatePauses Begin(DateTimeOffset now) =>
        All.Count > 0 && All[All.Count - 1].Until > now ? this : new GatePauses(Merge([.. All, new GatePause(now, DateTimeOffset.MaxValue)]));

    /// <summary>With the one that lasts ended now; one that took no time is left out.</summary>
    public GatePauses End(DateTimeOffset now)
    {
        if (All.Count == 0 || All[All.Count - 1].Until <= now)
        {
            return this;
        }

        var (earlier, lasting) = (All.SkipLast(1), All[All.Count - 1]);
        return lasting.From >= now ? Of([.. earlier]) : new GatePauses([.. earlier, lasting with { Until = now }]);
    }

    /// <summary>
    /// The latest time of commit of what is <paramref name="age"/> old or older at <paramref name="now"/>: all committed at or before it is, and
    /// nothing after it.
    /// </summary>
    public DateTimeOffset CommittedUpTo(DateTimeOffset now, TimeSpan age)
    {
        // Back from now, over the time that counts.
        var (at, left) = (now, age);
        for (var i = All.Count - 1; i >= 0; i--)
        {
            var counted = at - All[i].Until;
            if (counted >= left)
            {
                break;
            }

            left -= counted > TimeSpan.Zero ? counted : TimeSpan.Zero;
            at = All[i].From < at ? All[i].From : at;
        }

        return at - DateTimeOffset.MinValue > left ? at - left : DateTimeOffset.MinValue;
    }

    /// <summary>Without those that ended at or before <paramref name="time"/>: nothing committed by then asks for them any more.</summary>
    public GatePauses After(DateTimeOffset time) =>
        All.Count > 0 && All[0].Until <= time ? Of([.. All.SkipWhile(pause => pause.Until <= time)]) : this;

    /// <inheritdoc/>
    public bool Equals(GatePauses? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GatePauses);

    /// <inheritdoc/>
    public override int GetHashCode() => All.Aggregate(All.Count, HashCode.Combine);

    private static List<GatePause> Merge(List<GatePause> all) =>
        all.Count > Most ? [new GatePause(all[0].From, all[1].Until), .. all.Skip(2)] : all;
}
