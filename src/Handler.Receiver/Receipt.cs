using Handler.Receiver.Inbox;

namespace Handler.Receiver;

/// <summary>One POST to the webhook and what became of it.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Timestamp">When it came, in UTC.</param>
/// <param name="Notification">The push; <c>null</c> when it was refused before it could be read.</param>
public sealed record Receipt(ReceiptOutcome Outcome, DateTimeOffset Timestamp, ReceivedNotification? Notification);
