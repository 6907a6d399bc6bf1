namespace Handler.Receiver.Inbox;

/// <summary>A part of an inbox.</summary>
/// <param name="Entries">Oldest first.</param>
/// <param name="Total">How many the inbox holds, in this page or not.</param>
/// <param name="Next">
/// What to give as <c>after</c> for what comes next: the last position of the page, or what was asked for when the page is empty; 0 when that
/// lies beyond every position that the inbox has given: it is of an inbox before this one.
/// </param>
public sealed record InboxPage(IReadOnlyList<InboxEntry> Entries, long Total, long Next);
