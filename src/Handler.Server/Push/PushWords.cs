using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>How telemetry names what is an enum in code: short, in lower case, and the same for ever.</summary>
internal static class PushWords
{
    public static string Of(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Delivered => "delivered",
        AttemptOutcome.Answered => "answered",
        AttemptOutcome.NameNotResolved => "name-not-resolved",
        AttemptOutcome.AddressForbidden => "address-forbidden",
        AttemptOutcome.NotConnected => "not-connected",
        AttemptOutcome.TlsFailed => "tls-failed",
        AttemptOutcome.ConnectionBroken => "connection-broken",
        AttemptOutcome.AnswerInvalid => "answer-invalid",
        AttemptOutcome.DeadlineExceeded => "deadline-exceeded",
        _ => "request-invalid",
    };

    public static string Of(DeadReason reason) => reason switch
    {
        DeadReason.Refused => "refused",
        DeadReason.Expired => "expired",
        DeadReason.ExpiredHeld => "expired-held",
        DeadReason.Gone => "gone",
        DeadReason.Replaced => "replaced",
        _ => "forbidden",
    };

    public static string Of(GateHold hold) => hold switch
    {
        GateHold.Breaker => "breaker",
        GateHold.RetryAfter => "retry-after",
        GateHold.Operator => "operator",
        _ => "none",
    };

    public static string Of(PushLimit limit) => limit switch
    {
        PushLimit.BodyBytes => "body-bytes",
        PushLimit.ConfigsPerTask => "configs-per-task",
        PushLimit.ConfigsPerOwner => "configs-per-owner",
        PushLimit.UrlLength => "url-length",
        PushLimit.SecretBytes => "secret-bytes",
        PushLimit.Waiting => "waiting",
        PushLimit.MemoryBytes => "memory-bytes",
        _ => "slow",
    };

    /// <summary><c>2xx</c> to <c>5xx</c>; null where there was no answer.</summary>
    public static string? ClassOf(int? status) => status switch
    {
        null => null,
        < 300 => "2xx",
        < 400 => "3xx",
        < 500 => "4xx",
        _ => "5xx",
    };
}
