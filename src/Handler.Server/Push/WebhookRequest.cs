using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>One attempt as it goes on the wire.</summary>
internal sealed record WebhookRequest
{
    /// <summary>Where to and with which secrets: what the texts of a result must not tell.</summary>
    public required PushEndpoint Endpoint { get; init; }

    public required string ContentType { get; init; }

    /// <summary>All headers but those of the content.</summary>
    public required IReadOnlyList<WebhookHeader> Headers { get; init; }

    /// <summary>Sent as it is.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
