using Handler.Protocol;
using Handler.Protocol.Webhooks;

namespace Handler.TestKit.History;

/// <summary>One attempt as a webhook saw it, with what it answered.</summary>
public sealed record WitnessedArrival
{
    /// <summary>When, on the history's own clock: every entry has a moment of its own, later ones a greater one.</summary>
    public required long Moment { get; init; }

    /// <summary>The webhook's name in the history.</summary>
    public required string Webhook { get; init; }

    /// <summary>Which delivery it is.</summary>
    public required DeliveryId Id { get; init; }

    /// <summary>The sequence that the header told; the same as that of <see cref="Id"/>, if all is well.</summary>
    public required long Sequence { get; init; }

    /// <summary>The sequence that the lane says it passed before; null = none.</summary>
    public long? Previous { get; init; }

    /// <summary>The number of the attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the sender says that it made the attempt, in whole seconds.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>The body, as bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The task that the body is about.</summary>
    public required string TaskId { get; init; }

    /// <summary>What the update says; see <see cref="UpdateKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The status that was answered; null when the connection broke or nothing was answered.</summary>
    public int? Answer { get; init; }

    /// <summary>Whether the sender was told that it is delivered.</summary>
    public bool IsAccepted => Answer is >= 200 and < 300;

    /// <summary>Reads an arrival.</summary>
    public static WitnessedArrival From(long moment, string webhook, WebhookArrival arrival, WebhookAnswer answer)
    {
        var update = arrival.Update;
        return new WitnessedArrival
        {
            Moment = moment,
            Webhook = webhook,
            Id = arrival.Id,
            Sequence = long.Parse(arrival[WebhookHeaders.EventSequence] ?? ""),
            Previous = arrival.Previous,
            Attempt = arrival.Attempt,
            SentAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(arrival[WebhookHeaders.Timestamp] ?? "")),
            ContentType = arrival["Content-Type"] ?? "",
            Body = arrival.Body,
            TaskId = update.TaskId ?? "",
            Key = UpdateKey.Of(update),
            Answer = answer.Breaks || answer.Delay == Timeout.InfiniteTimeSpan ? null : answer.Status,
        };
    }
}
