namespace Handler.Protocol;

/// <summary>A delivery that the webhook took.</summary>
public sealed record DeliverySuccess : WireObject
{
    /// <summary>The update's number in the log of its task (<c>X-A2A-Event-Sequence</c>).</summary>
    public required long Sequence { get; init; }

    /// <summary>When the attempt began; of several that went well within a moment, when the first of them did.</summary>
    public required DateTimeOffset At { get; init; }
}
