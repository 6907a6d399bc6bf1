using Handler.Protocol.Webhooks;

namespace Handler.Server.Push;

/// <summary>What an attempt says of its delivery, beside the body.</summary>
internal sealed record DeliveryHeaders
{
    /// <summary>The delivery.</summary>
    public required DeliveryId Id { get; init; }

    /// <summary>The sequence that the lane passed before it, delivered or dead; null when it passed none.</summary>
    public required long? Previous { get; init; }

    /// <summary>The number of the attempt: 1, 2, ….</summary>
    public required int Attempt { get; init; }

    /// <summary>Whether an operator has it sent again.</summary>
    public bool IsRedelivery { get; init; }

    /// <summary>When the attempt is made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The W3C trace context of the attempt; null when nobody traces.</summary>
    public string? TraceParent { get; init; }
}
