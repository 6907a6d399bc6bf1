namespace Handler.Server.Storage;

/// <summary>What happens to a lane's row, purely: the same for every store. The counts are the store's to find.</summary>
public static class LaneRules
{
    private const string FullReason =
        "As much waits for it, or for its owner, as may: updates are passed over until all that waits is settled; then it goes on with the whole task.";

    /// <summary>The mask of a lane whose config wants <paramref name="wanted"/>: a snapshot passes any mask.</summary>
    public static EventKinds MaskOf(EventKinds wanted) => wanted | EventKinds.Snapshot;

    /// <summary>A new lane at generation 1 with nothing waiting, its tail at its cursor.</summary>
    /// <param name="lane">Its id, a UUIDv7 made for it.</param>
    /// <param name="task">The task whose log it reads.</param>
    /// <param name="config">Its config.</param>
    /// <param name="cursor">What is settled from the start: 0 with a new task, else the last sequence of the log.</param>
    /// <param name="now">The time.</param>
    public static LaneRow Open(Guid lane, TaskKey task, NewPushConfig config, long cursor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new LaneRow
        {
            Lane = lane,
            Task = task,
            ConfigId = config.ConfigId,
            Gate = new GateKey(task.Scope, config.Endpoint.Origin),
            Generation = 1,
            Format = config.Format,
            Mask = MaskOf(config.Mask),
            CollapseAbove = config.CollapseAbove,
            Cursor = cursor,
            // At the cursor: the first event moves it, and with a late lane that is its snapshot.
            Tail = cursor,
            Waiting = 0,
            Progress = LaneProgress.DueAt(now),
        };
    }

    /// <summary>
    /// How many of the events that a commit has for a lane it takes: as many as there is room for, and up to the last that was made for it by
    /// hand, for that one was promised. What follows is passed over, and the lane is full.
    /// </summary>
    /// <param name="row">The lane.</param>
    /// <param name="read">How many it reads.</param>
    /// <param name="throughByHand">How many these are up to the last one made for this lane alone; 0 when there is none.</param>
    /// <param name="room">How many more may wait on it (<see cref="OwnerBacklogs.RoomOn"/>).</param>
    public static int Take(LaneRow row, int read, int throughByHand, int room)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.TakesEvents ? Math.Min(read, Math.Max(room, throughByHand)) : 0;
    }

    /// <summary>
    /// The lane after a commit with <paramref name="added"/> events that it takes, the last of them at <paramref name="through"/>, and
    /// <paramref name="passedOver"/> that it would read and for which there was no room: then it is full. On an idle lane the next attempt is due
    /// no earlier than now. A gone lane does not change.
    /// </summary>
    public static LaneRow Advance(LaneRow row, int added, long through, DateTimeOffset now, int passedOver = 0)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!row.TakesEvents)
        {
            return row.State == LaneState.Overflowed ? row with { PassedOver = row.PassedOver + added + passedOver } : row;
        }

        var after = added == 0 ? row : row with
        {
            Tail = through,
            Waiting = row.Waiting + added,
            // Only an idle lane: what waits has its backoff, which new events must not cut short.
            Progress = row.Waiting == 0 && row.Progress.Due < now ? row.Progress with { Due = now } : row.Progress,
        };
        return passedOver == 0
            ? after
            : after with { State = LaneState.Overflowed, StateReason = FullReason, PassedOver = row.PassedOver + passedOver };
    }

    /// <summary>Whether a lane is full and nothing waits on it any more, so that it can go on.</summary>
    public static bool IsDrained(LaneRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row is { State: LaneState.Overflowed, Waiting: 0 };
    }

    /// <summary>
    /// A drained lane as it goes on: after all that it was passed over by. What it was sent last stays, so that its webhook learns of the gap; the
    /// delivery that comes next has no tries.
    /// </summary>
    public static LaneRow Resume(LaneRow row, long lastSequence)
    {
        ArgumentNullException.ThrowIfNull(row);
        return ForgetHead(row) with { State = LaneState.Active, StateReason = null, Cursor = lastSequence, Tail = lastSequence };
    }

    /// <summary>
    /// The lane after its config was replaced in the same dialect: id, cursor, state and what waits stay; refusals and failures begin anew,
    /// tries belong to the delivery and stay, and the next attempt is due now. With another mask the tail goes to the end of the log,
    /// because the mask holds from the cursor on; the store recounts <see cref="LaneRow.Waiting"/> then, and calls
    /// <see cref="ForgetHead"/> when another delivery is next.
    /// </summary>
    public static LaneRow Replace(LaneRow row, NewPushConfig config, long lastSequence, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(config);
        var mask = MaskOf(config.Mask);
        return row with
        {
            Generation = row.Generation + 1,
            Gate = row.Gate with { Origin = config.Endpoint.Origin },
            Mask = mask,
            CollapseAbove = config.CollapseAbove,
            // A wider mask may find more above the cursor than the tail of the narrower one reached.
            Tail = mask != row.Mask && row.TakesEvents ? lastSequence : row.Tail,
            Progress = row.Progress with { Due = now, Refusals = 0, Failures = 0 },
        };
    }

    /// <summary>
    /// The lane once <paramref name="count"/> deliveries have been settled, delivered or dead, the last of them at
    /// <paramref name="through"/>.
    /// </summary>
    public static LaneRow Settle(LaneRow row, long through, int count)
    {
        ArgumentNullException.ThrowIfNull(row);
        // A result may come twice; the cursor never goes back, for what is below it may be pruned.
        return through <= row.Cursor || count == 0
            ? row
            : row with { Cursor = through, Passed = through, Waiting = row.Waiting - count };
    }

    /// <summary>
    /// The lane once all up to <paramref name="through"/> has been delivered, <paramref name="count"/> of it still waiting: the cursor goes
    /// there also when a narrower mask has taken that delivery out since it was sent, or a wider one would bring it again.
    /// </summary>
    public static LaneRow Deliver(LaneRow row, long through, int count)
    {
        ArgumentNullException.ThrowIfNull(row);
        var end = Math.Min(through, row.Tail);
        return end <= row.Cursor ? row : row with { Cursor = end, Passed = end, Waiting = row.Waiting - count };
    }

    /// <summary>
    /// The lane when another delivery has come to its head without the dispatcher's knowing: tries and refusals belong to a delivery.
    /// </summary>
    public static LaneRow ForgetHead(LaneRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row with { Progress = row.Progress with { Tries = 0, Refusals = 0 } };
    }

    /// <summary>
    /// The lane once <paramref name="count"/> overdue deliveries have been given up under a held gate, the last of them at
    /// <paramref name="through"/>: at a new generation, so that whoever has read it before looks again. When its next attempt is due, and its
    /// failures, stay.
    /// </summary>
    public static LaneRow ExpireHeld(LaneRow row, long through, int count)
    {
        ArgumentNullException.ThrowIfNull(row);
        return count == 0 ? row : ForgetHead(Settle(row, through, count)) with { Generation = row.Generation + 1 };
    }

    /// <summary>The lane with the progress and the state of a result of its own generation. A gone lane stays gone, a full one full or goes.</summary>
    public static LaneRow Progress(LaneRow row, LaneResult result)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(result);
        var after = row with { Progress = result.Progress };
        return result.State is { } state && MayBecome(row.State, state)
            ? after with { State = state, StateReason = state == LaneState.Active ? null : result.StateReason }
            : after;
    }

    // Only the client revives a gone lane: a result that comes late must not. A full one that took events again would read what passed it over.
    private static bool MayBecome(LaneState now, LaneState next) =>
        now != LaneState.Gone && (now != LaneState.Overflowed || next == LaneState.Gone);

    /// <summary>
    /// Whether writing <paramref name="config"/> over an endpoint and a row changes nothing: the very same sealing, dialect, mask and bound.
    /// </summary>
    public static bool IsEqual(SealedEndpoint endpoint, LaneRow row, NewPushConfig config)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(config);
        return row.Format == config.Format
            && row.Mask == MaskOf(config.Mask)
            && row.CollapseAbove == config.CollapseAbove
            && endpoint.Origin == config.Endpoint.Origin
            // The sealed bytes: Build gives back the very ones that are there when nothing has changed (decision 0002).
            && endpoint.Secret.Span.SequenceEqual(config.Endpoint.Secret.Span);
    }
}
