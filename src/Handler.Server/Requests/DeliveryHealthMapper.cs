using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Requests;

/// <summary>What a config's owner is told of its deliveries, of what the store has. Pure.</summary>
internal static class DeliveryHealthMapper
{
    public static DeliveryHealth Of(
        LaneRow lane, IReadOnlyList<AttemptRecord> attempts, IReadOnlyList<DeadStretch> dead, DateTimeOffset now)
    {
        var state = StateOf(lane, now);
        return new DeliveryHealth
        {
            State = state,
            Reason = lane.StateReason,
            Waiting = lane.Waiting,
            Dead = dead.Sum(stretch => (long)stretch.Count),
            PassedOver = lane.PassedOver,
            Attempts = lane.Waiting > 0 ? lane.Progress.Tries : 0,
            NextAttemptAt = lane.Waiting > 0 && state != DeliveryState.Gone && lane.Progress.Due > now ? lane.Progress.Due : null,
            LastDelivered = attempts.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.Delivered) is { } success
                ? new DeliverySuccess { Sequence = success.ThroughSequence, At = success.StartedAt }
                : null,
            LastFailure = attempts.LastOrDefault(attempt => attempt.Outcome != AttemptOutcome.Delivered) is { } failure ? ToFailure(failure) : null,
        };
    }

    private static DeliveryState StateOf(LaneRow lane, DateTimeOffset now) => lane.State switch
    {
        LaneState.Gone => DeliveryState.Gone,
        LaneState.Overflowed => DeliveryState.Overflowed,
        LaneState.SecretUnreadable => DeliveryState.Held,
        _ when lane.Waiting == 0 => DeliveryState.Idle,
        _ => lane.Progress.Due > now ? DeliveryState.Waiting : DeliveryState.Due,
    };

    private static DeliveryFailure ToFailure(AttemptRecord attempt)
    {
        var (outcome, text) = Describe(attempt.Outcome);
        return new DeliveryFailure
        {
            Sequence = attempt.ThroughSequence,
            At = attempt.StartedAt,
            Outcome = outcome,
            Status = attempt.Status,
            // What the network told stays with the operator where it may name addresses: a config must not be a way to look around in there.
            Reason = attempt.Outcome is AttemptOutcome.Answered or AttemptOutcome.DeadlineExceeded or AttemptOutcome.TlsFailed ? attempt.Detail ?? text : text,
        };
    }

    private static (string Outcome, string Text) Describe(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Answered => ("answered", "The webhook did not answer with a 2xx."),
        AttemptOutcome.NameNotResolved => ("name-not-resolved", "The webhook's name has no address, or the look-up failed."),
        AttemptOutcome.AddressForbidden => ("address-forbidden", "The agent may not send to the address of the webhook."),
        AttemptOutcome.NotConnected => ("not-connected", "There was no connection to the webhook."),
        AttemptOutcome.TlsFailed => ("tls-failed", "The TLS handshake failed."),
        AttemptOutcome.ConnectionBroken => ("connection-broken", "The connection broke before the webhook had answered."),
        AttemptOutcome.AnswerInvalid => ("answer-invalid", "What the webhook answered is no HTTP, or too much."),
        AttemptOutcome.DeadlineExceeded => ("deadline-exceeded", "The webhook did not answer in time."),
        _ => ("request-invalid", "The request cannot be made of this config. Set it again."),
    };
}
