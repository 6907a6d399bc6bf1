namespace Handler.Receiver.Inbox;

/// <summary>A place of <see cref="MemoryInbox"/>, guarded by its lock.</summary>
internal sealed class MemorySlot(ReceivedNotification notification, HandlingStatus handling, long bytes)
{
    public ReceivedNotification Notification { get; } = notification;

    public HandlingStatus Handling { get; set; } = handling;

    public long Bytes { get; } = bytes;

    public long Position => Notification.Position;

    public InboxEntry Entry => new(Notification, Handling);

    /// <summary>What a push takes in memory, estimated from above: body, payload (12 bytes a token), update, headers.</summary>
    public static long BytesOf(ReceivedNotification notification)
    {
        var body = notification.Body.Span;
        var tokens = 1L + body.Count((byte)',') + body.Count((byte)':') + (2 * (body.Count((byte)'{') + body.Count((byte)'[')));
        var headers = notification.Headers.Sum(header => 2L * (header.Key.Length + header.Value.Length));
        return 1024 + (4L * body.Length) + (12 * tokens) + headers;
    }
}
