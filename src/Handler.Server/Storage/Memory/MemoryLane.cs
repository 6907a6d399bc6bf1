namespace Handler.Server.Storage.Memory;

/// <summary>A lane: its row, and its reading of its task's log.</summary>
internal sealed class MemoryLane(MemoryTask task, LaneRow row)
{
    public LaneRow Row { get; private set; } = row;

    public Guid Id => Row.Lane;

    public IReadOnlyList<AttemptRecord> Attempts { get; private set; } = [];

    public MemoryTask Task => task;

    /// <summary>What it reads next above <paramref name="after"/>.</summary>
    public LaneWork Look(long after) =>
        new(Row, [.. Waiting(after).Take(LaneWork.MaxAhead).Select(waiting => waiting.ToDeliveryAhead(Row.Format))]);

    /// <summary>The event of a sequence, if it is for this lane; the mask may have become another since it died.</summary>
    public MemoryEvent? EventAt(long sequence) =>
        task.EventAt(sequence) is { } found && found.Target.Includes(Id) ? found : null;

    /// <summary>Takes what a commit added, as far as there is room.</summary>
    /// <returns>What to tell the dispatcher; null when it reads none of it.</returns>
    public LaneAdvance? Advance(IReadOnlyList<MemoryEvent> added, int room, DateTimeOffset now)
    {
        var read = added.Where(e => Row.Reads(e.Target, e.Kinds)).ToList();
        if (read.Count == 0)
        {
            return null;
        }

        // The tail before is told too: a dispatcher that knows the lane only up to there has missed something (decision 0001).
        var before = Row;
        var taken = read.Take(LaneRules.Take(Row, read.Count, read.FindLastIndex(e => e.Target.Lane is not null) + 1, room)).ToList();
        Row = LaneRules.Advance(Row, taken.Count, taken is [.., var last] ? last.Sequence : Row.Tail, now, read.Count - taken.Count);
        return before.TakesEvents ? new LaneAdvance(Row, before.Tail, [.. taken.Select(e => e.ToDelivery(Row.Format))]) : null;
    }

    /// <summary>It was full and nothing waits any more: it goes on at the end of the log.</summary>
    public void Resume() => Row = LaneRules.Resume(Row, task.LastSequence);

    /// <summary>Its config was replaced in the same dialect.</summary>
    public void Replace(NewPushConfig config, DateTimeOffset now)
    {
        var head = Head;
        Row = LaneRules.Replace(Row, config, task.LastSequence, now);
        Row = Row with { Waiting = Waiting(Row.Cursor).Count() };
        // Tries and refusals belong to a delivery: another mask may have put another one first.
        if (head != Head)
        {
            Row = LaneRules.ForgetHead(Row);
        }
    }

    /// <summary>Writes what happened on it.</summary>
    /// <returns>The stretches that died.</returns>
    public IEnumerable<DeadStretch> Record(LaneResult result, DateTimeOffset now)
    {
        Attempts = AttemptHistory.Append(Attempts, result.Attempts);
        var settled = result.DeliveredThrough is { } through && Deliver(through);
        // A 2xx of an earlier generation is true for ever; its failures say nothing of the address that is there now.
        if (result.Generation != Row.Generation)
        {
            Row = settled ? LaneRules.ForgetHead(Row) : Row;
            return [];
        }

        var dead = result.Death is { } notice ? Die(notice) : null;
        Row = LaneRules.Progress(Row, result);
        var rest = Row.State == LaneState.Gone
            ? CancelAll(DeadReason.Gone, now, result.Attempts is [.., var last] ? last : result.Death?.LastAttempt)
            : null;
        return new[] { dead, rest }.OfType<DeadStretch>();
    }

    /// <summary>Cancels all that waits, as one stretch.</summary>
    /// <returns>The stretch; null when nothing waits.</returns>
    public DeadStretch? CancelAll(DeadReason reason, DateTimeOffset at, AttemptRecord? lastAttempt) =>
        Die(new DeathNotice { From = Row.Cursor + 1, To = Row.Tail, Reason = reason, At = at, LastAttempt = lastAttempt });

    /// <summary>Gives up what was committed at or before <paramref name="upTo"/>, under a held gate.</summary>
    /// <returns>The stretch; null when nothing was.</returns>
    public DeadStretch? ExpireHeld(DateTimeOffset upTo, DateTimeOffset at)
    {
        var before = Row;
        var dead = Die(new DeathNotice
        {
            From = before.Cursor + 1,
            To = before.Cursor,
            AndCommittedUpTo = upTo,
            Reason = DeadReason.ExpiredHeld,
            At = at,
            LastAttempt = Attempts is [.., var last] ? last : null,
        });
        Row = dead is null ? before : LaneRules.ExpireHeld(before, dead.To, dead.Count);
        return dead;
    }

    private long? Head => Waiting(Row.Cursor).FirstOrDefault()?.Sequence;

    private IEnumerable<MemoryEvent> Waiting(long after) =>
        task.Events(Math.Max(after, Row.Cursor), Row.Tail).Where(e => Row.Reads(e.Target, e.Kinds));

    private bool Deliver(long through)
    {
        var count = Waiting(Row.Cursor).TakeWhile(e => e.Sequence <= through).Count();
        Row = LaneRules.Deliver(Row, through, count);
        return count > 0;
    }

    private DeadStretch? Die(DeathNotice notice)
    {
        var dying = Waiting(Row.Cursor).TakeWhile(e => e.Sequence <= notice.To || e.CommittedAt <= notice.AndCommittedUpTo).ToList();
        if (dying.Count == 0)
        {
            return null;
        }

        Row = LaneRules.Settle(Row, dying[^1].Sequence, dying.Count);
        return new DeadStretch
        {
            Lane = Row.Lane,
            From = dying[0].Sequence,
            To = dying[^1].Sequence,
            Count = dying.Count,
            Reason = notice.Reason,
            At = notice.At,
            LastAttempt = notice.LastAttempt,
        };
    }
}
