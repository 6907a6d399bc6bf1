using System.Collections.Frozen;
using Handler.Server.Storage;

namespace Handler.Server.Operations;

/// <summary>How the closed values of the store are named towards operators, and read from them.</summary>
internal static class OperationsWords
{
    public static FrozenDictionary<LaneState, string> LaneStates { get; } = new Dictionary<LaneState, string>
    {
        [LaneState.Active] = "active",
        [LaneState.Gone] = "gone",
        [LaneState.Overflowed] = "overflowed",
        [LaneState.SecretUnreadable] = "secret-unreadable",
    }.ToFrozenDictionary();

    public static FrozenDictionary<DeadReason, string> DeadReasons { get; } = new Dictionary<DeadReason, string>
    {
        [DeadReason.Refused] = "refused",
        [DeadReason.Expired] = "expired",
        [DeadReason.ExpiredHeld] = "expired-held",
        [DeadReason.Gone] = "gone",
        [DeadReason.Replaced] = "replaced",
        [DeadReason.Forbidden] = "forbidden",
    }.ToFrozenDictionary();

    public static FrozenDictionary<GateHold, string> Holds { get; } = new Dictionary<GateHold, string>
    {
        [GateHold.None] = "none",
        [GateHold.Breaker] = "breaker",
        [GateHold.RetryAfter] = "retry-after",
        [GateHold.Operator] = "operator",
    }.ToFrozenDictionary();

    public static FrozenDictionary<AttemptOutcome, string> Outcomes { get; } = new Dictionary<AttemptOutcome, string>
    {
        [AttemptOutcome.Delivered] = "delivered",
        [AttemptOutcome.Answered] = "answered",
        [AttemptOutcome.NameNotResolved] = "name-not-resolved",
        [AttemptOutcome.AddressForbidden] = "address-forbidden",
        [AttemptOutcome.NotConnected] = "not-connected",
        [AttemptOutcome.TlsFailed] = "tls-failed",
        [AttemptOutcome.ConnectionBroken] = "connection-broken",
        [AttemptOutcome.AnswerInvalid] = "answer-invalid",
        [AttemptOutcome.DeadlineExceeded] = "deadline-exceeded",
        [AttemptOutcome.RequestInvalid] = "request-invalid",
    }.ToFrozenDictionary();

    /// <summary>The value of a word; null when it is none.</summary>
    public static T? Find<T>(FrozenDictionary<T, string> words, string word)
        where T : struct
    {
        foreach (var (value, known) in words)
        {
            if (known == word)
            {
                return value;
            }
        }

        return null;
    }
}
