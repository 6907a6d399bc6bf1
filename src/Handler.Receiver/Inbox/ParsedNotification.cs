namespace Handler.Receiver.Inbox;

/// <summary>What <see cref="NotificationParser"/> finds in a payload.</summary>
internal sealed record ParsedNotification(
    NotificationKind Kind,
    string? TaskId,
    string? ContextId,
    NotificationState State);
