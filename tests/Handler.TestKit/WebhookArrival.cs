using System.Text;
using Handler.Protocol;
using Handler.Protocol.Webhooks;

namespace Handler.TestKit;

/// <summary>A request as a scripted webhook saw it.</summary>
public sealed record WebhookArrival
{
    /// <summary>1, 2, … in the order of arrival.</summary>
    public required int Number { get; init; }

    /// <summary>When it came, by the webhook's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>All headers, names without regard to case; several of one name are joined by <c>", "</c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body, as bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>A header's value; null when it is not there.</summary>
    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The body as the notification of 1.0 that it is.</summary>
    public StreamResponse Update => A2AJson.Read<StreamResponse>(Body.Span);

    /// <summary>Which delivery it is.</summary>
    public DeliveryId Id => DeliveryId.Parse(this[WebhookHeaders.Id] ?? "");

    /// <summary>The number of the attempt.</summary>
    public int Attempt => int.Parse(this[WebhookHeaders.DeliveryAttempt] ?? "");

    /// <summary>The sequence that the lane passed before; null when it passed none.</summary>
    public long? Previous => this[WebhookHeaders.EventPrevious] is { } previous ? long.Parse(previous) : null;
}
