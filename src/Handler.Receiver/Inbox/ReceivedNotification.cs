using System.Runtime.CompilerServices;
using System.Text.Json;
using Handler.Protocol;

namespace Handler.Receiver.Inbox;

/// <summary>
/// One push as it came. All it tells is read, purely, from what was kept: time, body, headers and token; so a store keeps these four
/// and calls <see cref="Read"/> again.
/// </summary>
public sealed record ReceivedNotification
{
    private readonly ParsedNotification _parsed;
    private StrongBox<StreamResponse?>? _update;

    private ReceivedNotification(
        DateTimeOffset timestamp,
        ReadOnlyMemory<byte> body,
        IReadOnlyDictionary<string, string> headers,
        TokenState token,
        JsonElement payload)
    {
        Timestamp = timestamp;
        Body = body;
        Headers = headers;
        Token = token;
        Payload = payload;
        _parsed = NotificationParser.Parse(payload);
        Delivery = DeliveryHeaders.Read(headers);
    }

    /// <summary>Its place in the inbox, from 1 on, growing; 0 before the inbox has it. Give it as <c>after</c> to go on from here.</summary>
    public long Position { get; init; }

    /// <summary>When it was received, in UTC.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The body as it came, byte for byte.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The headers as they came, without regard to case; what may be a secret is <c>***</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>What became of the notification token.</summary>
    public TokenState Token { get; }

    /// <summary>
    /// The body as a JSON object. A surrogate that stands alone in an escape, as senders that cut text into chunks write it, is
    /// U+FFFD here, so that every string can be read. Of names that occur twice the last counts.
    /// </summary>
    public JsonElement Payload { get; }

    /// <summary>
    /// The push as an update of A2A 1.0, in whichever dialect it came: a push of 0.3 is the task itself. <c>null</c> when it is none. Read at the first look.
    /// </summary>
    public StreamResponse? Update => (_update ??= new(UpdateParser.Parse(Payload))).Value;

    /// <summary>The task that the push is about, where it names one.</summary>
    public string? TaskId => _parsed.TaskId;

    /// <summary>The context that the push is about, where it names one.</summary>
    public string? ContextId => _parsed.ContextId;

    /// <summary>What the push is about.</summary>
    public NotificationKind Kind => _parsed.Kind;

    /// <summary>The state that the push tells; safe to ask when it tells none.</summary>
    public NotificationState State => _parsed.State;

    /// <summary>What the push says to people: the text of its message, else of its artifacts; <c>null</c> when there is none.</summary>
    public string? Text => NotificationParser.TextOf(Payload);

    /// <summary>
    /// The <c>webhook-id</c>, the same at every attempt. <c>null</c> when there is none, or when it has more than
    /// 256 characters; such a push is kept each time that it comes.
    /// </summary>
    public string? DeliveryId => Delivery.Id;

    /// <summary>The event's number in its task's log, where the sender tells it; holes are normal.</summary>
    public long? Sequence => Delivery.Sequence;

    /// <summary>The sequence that the sender passed before this one, delivered or given up; <c>null</c> when there was none or it is not told.</summary>
    public long? Previous => Delivery.Previous;

    /// <summary>The sender's try, from 1 on, where it tells it.</summary>
    public int? Attempt => Delivery.Attempt;

    /// <summary>An operator of the sender sent it again, outside the order.</summary>
    public bool IsRedelivery => Delivery.IsRedelivery;

    /// <summary>
    /// The sender passed an event before this one that the inbox has not seen (or no longer remembers): ask the agent for the task.
    /// Set by the inbox; known only where the sender tells <see cref="Previous"/> and a delivery id of Handler's.
    /// </summary>
    public bool HasGap { get; init; }

    /// <summary>The delivery id of what the sender passed before; <c>null</c> when it cannot be told.</summary>
    public string? PreviousDeliveryId =>
        Previous is { } previous && Protocol.Webhooks.DeliveryId.TryParse(DeliveryId, out var id)
            ? (id with { Sequence = previous }).ToString()
            : null;

    /// <summary>What the headers tell of the delivery.</summary>
    internal DeliveryHeaders Delivery { get; }

    /// <summary>Reads a push from what is kept of it.</summary>
    /// <param name="timestamp">When it was received.</param>
    /// <param name="body">A JSON object in UTF-8, as the receiver accepted it; not copied.</param>
    /// <param name="headers">Headers without secrets, compared without regard to case.</param>
    /// <param name="token">What became of the token.</param>
    /// <exception cref="JsonException">The body is no JSON object; the receiver refuses such a one before it comes here.</exception>
    public static ReceivedNotification Read(
        DateTimeOffset timestamp,
        ReadOnlyMemory<byte> body,
        IReadOnlyDictionary<string, string> headers,
        TokenState token)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var payload = NotificationPayload.Parse(body);
        return payload.ValueKind == JsonValueKind.Object
            ? Of(timestamp, body, headers, token, payload)
            : throw new JsonException($"A push is a JSON object, and this body is a JSON {payload.ValueKind}.");
    }

    /// <summary>The same for who has parsed the body already, by <see cref="NotificationPayload.Parse"/>.</summary>
    internal static ReceivedNotification Of(
        DateTimeOffset timestamp,
        ReadOnlyMemory<byte> body,
        IReadOnlyDictionary<string, string> headers,
        TokenState token,
        JsonElement payload) => new(timestamp, body, headers, token, payload);

    /// <summary>One line for logs, without the payload.</summary>
    public override string ToString() =>
        $"{Kind} of task {TaskId ?? "(none)"}, state {State.Name ?? "(none)"}, delivery {DeliveryId ?? "(none)"}, position {Position}";
}
