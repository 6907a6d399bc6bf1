namespace Handler.Protocol;

/// <summary>An attempt that failed.</summary>
public sealed record DeliveryFailure : WireObject
{
    /// <summary>The update's number in the log of its task (<c>X-A2A-Event-Sequence</c>).</summary>
    public required long Sequence { get; init; }

    /// <summary>When the attempt began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// What failed: <c>answered</c> (not by a 2xx), <c>deadline-exceeded</c>, <c>name-not-resolved</c>, <c>address-forbidden</c>,
    /// <c>not-connected</c>, <c>tls-failed</c>, <c>connection-broken</c>, <c>answer-invalid</c>, <c>request-invalid</c>; perhaps more one day.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>The HTTP status, where there was one.</summary>
    public int? Status { get; init; }

    /// <summary>The same for people. Addresses and answers' bodies are for the agent's operator alone.</summary>
    public required string Reason { get; init; }
}
