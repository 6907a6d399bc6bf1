using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Server.Operations;

/// <summary>What operators are shown, of what the store has. Pure.</summary>
internal static class OperationsMapper
{
    public static AttemptView ToView(AttemptRecord attempt) => new()
    {
        Sequence = attempt.Sequence,
        ThroughSequence = attempt.ThroughSequence == attempt.Sequence ? null : attempt.ThroughSequence,
        Count = attempt.Count == 1 ? null : attempt.Count,
        Number = attempt.Number == 0 ? null : attempt.Number,
        StartedAt = attempt.StartedAt,
        DurationMs = Math.Round(attempt.Duration.TotalMilliseconds, 1),
        Outcome = OperationsWords.Outcomes[attempt.Outcome],
        Status = attempt.Status,
        Detail = attempt.Detail,
        Excerpt = attempt.Excerpt,
    };

    public static GateView ToView(GateReport gate, GateActivity? activity)
    {
        var hold = HoldOf(gate.Row);
        return new GateView
        {
            Tenant = gate.Row.Key.Scope.Tenant,
            Owner = gate.Row.Key.Scope.Owner,
            Origin = gate.Row.Key.Origin,
            State = hold is null ? "open" : "held",
            Hold = hold,
            Level = gate.Row.Level,
            WaitingLanes = gate.WaitingLanes,
            Waiting = gate.Waiting,
            OldestWaiting = gate.OldestWaiting,
            Activity = activity is null ? null : ToView(activity),
        };
    }

    private static GateActivityView ToView(GateActivity activity) => new()
    {
        PerMinute = activity.PerMinute,
        P50Ms = Milliseconds(activity.P50),
        P95Ms = Milliseconds(activity.P95),
        LastErrorAt = activity.LastFailedAt,
        LastError = activity.LastFailure,
    };

    private static double? Milliseconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalMilliseconds, 1) : null;

    /// <summary>A lane.</summary>
    /// <param name="lane">What the store has of it.</param>
    /// <param name="gate">Its gate, when that was ever held.</param>
    /// <param name="now">The time.</param>
    public static LaneView ToView(LaneReport lane, GateRow? gate, DateTimeOffset now)
    {
        var row = lane.Row;
        var (state, reason) = StateOf(row, gate is null ? null : HoldOf(gate), now);
        return new LaneView
        {
            Lane = row.Lane.ToString("n"),
            Tenant = row.Task.Scope.Tenant,
            Owner = row.Task.Scope.Owner,
            TaskId = row.Task.TaskId,
            ConfigId = row.ConfigId,
            Origin = row.Gate.Origin,
            ProtocolVersion = NotificationBody.A2AVersion(row.Format),
            State = state,
            Reason = reason,
            Waiting = row.Waiting,
            Dead = lane.Dead,
            PassedOver = row.PassedOver,
            Passed = row.Passed,
            Next = lane.Head is { } head ? ToView(row, head) : null,
            LastAttempt = lane.LastAttempt is { } last ? ToView(last) : null,
        };
    }

    public static DeadLetterView ToView(DeadReport dead) => new()
    {
        First = new DeliveryId(dead.Stretch.Lane, dead.Stretch.From).ToString(),
        Last = new DeliveryId(dead.Stretch.Lane, dead.Stretch.To).ToString(),
        Count = dead.Stretch.Count,
        Redelivered = dead.Redelivered,
        Reason = OperationsWords.DeadReasons[dead.Stretch.Reason],
        At = dead.Stretch.At,
        Lane = dead.Stretch.Lane.ToString("n"),
        Tenant = dead.Task.Scope.Tenant,
        Owner = dead.Task.Scope.Owner,
        TaskId = dead.Task.TaskId,
        ConfigId = dead.ConfigId,
        Origin = dead.Origin,
        LastAttempt = dead.Stretch.LastAttempt is { } last ? ToView(last) : null,
        LastRedelivery = dead.LastRedelivery is { } redelivery ? ToView(redelivery) : null,
    };

    public static RedeliveryView ToView(RedeliveryRecord redelivery) =>
        new() { SentAs = redelivery.SentAs, By = redelivery.By, Attempt = ToView(redelivery.Attempt) };

    /// <summary>Where a delivery stands; null when its lane does not read it, and never did.</summary>
    public static string? StateOf(DeliveryReport delivery) => delivery switch
    {
        { Redelivery.Attempt.Outcome: AttemptOutcome.Delivered } => "redelivered",
        { Dead: not null } => "dead",
        { Lane: { } lane, Sequence: var sequence } when sequence <= lane.Passed => Reads(delivery) || delivery.Attempts.Count > 0 ? "delivered" : null,
        { Lane: { } lane, Sequence: var sequence } when !Reads(delivery) || sequence <= lane.Cursor || sequence > lane.Tail =>
            Reads(delivery) ? "passed-over" : null,
        _ => "waiting",
    };

    private static bool Reads(DeliveryReport delivery) =>
        delivery is { Lane: { } lane, Event: { } update } && (update.Kinds & lane.Mask) != EventKinds.None;

    private static NextDeliveryView ToView(LaneRow row, LaneDelivery head) => new()
    {
        Id = new DeliveryId(row.Lane, head.Sequence).ToString(),
        Sequence = head.Sequence,
        CommittedAt = head.CommittedAt,
        Tries = row.Progress.Tries,
        Due = row.Progress.Due,
    };

    private static HoldView? HoldOf(GateRow gate) => gate.Hold == GateHold.None ? null : new HoldView
    {
        Cause = OperationsWords.Holds[gate.Hold],
        Since = gate.HeldSince,
        Until = gate.HeldUntil == DateTimeOffset.MaxValue ? null : gate.HeldUntil,
        By = gate.HeldBy,
        Reason = gate.Reason,
    };

    private static (string State, string? Reason) StateOf(LaneRow row, HoldView? hold, DateTimeOffset now) => row.State switch
    {
        LaneState.Gone => ("gone", row.StateReason),
        LaneState.Overflowed => ("overflowed", row.StateReason),
        LaneState.SecretUnreadable => ("held", row.StateReason),
        _ when row.Waiting == 0 => ("idle", null),
        _ when hold is not null => ("held", TextOf(hold)),
        _ => (row.Progress.Due > now ? "waiting" : "due", null),
    };

    private static string TextOf(HoldView hold) =>
        hold.Reason is { } reason ? $"Its gate is held ({hold.Cause}): {reason}" : $"Its gate is held ({hold.Cause}).";
}
