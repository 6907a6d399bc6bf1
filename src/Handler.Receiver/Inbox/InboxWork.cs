namespace Handler.Receiver.Inbox;

/// <summary>The answer of <see cref="IInbox.TakeAsync"/>.</summary>
/// <param name="Entries">What may be handled now: of each task at most one. They count as taken until <see cref="IInbox.RecordAsync"/>.</param>
/// <param name="NextDue">When something that is not taken falls due next; <c>null</c> when nothing else waits.</param>
public sealed record InboxWork(IReadOnlyList<InboxEntry> Entries, DateTimeOffset? NextDue);
