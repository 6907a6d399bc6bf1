namespace Handler.Receiver.Inbox;

/// <summary>A kept push and how far its handling is, at the moment of reading.</summary>
public sealed record InboxEntry(ReceivedNotification Notification, HandlingStatus Handling);
