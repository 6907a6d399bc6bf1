namespace Handler.Receiver.Inbox;

/// <summary>
/// Where received pushes are kept, shown and handled from. A push is answered 2xx after <see cref="KeepAsync"/> returned and not before.
/// Safe to be called from any thread. One process owns an inbox.
/// </summary>
/// <remarks>
/// What waits to be handled is never evicted nor cleared: a store that has no more room for such answers
/// <see cref="KeepOutcome.Full"/>. A delivery id is remembered longer than its push is kept; how long, each store says.
/// </remarks>
public interface IInbox
{
    /// <summary>The clock of the receiver.</summary>
    TimeProvider Clock { get; }

    /// <summary>Keeps a push, unless its delivery id is known. Pushes without a delivery id are kept each time.</summary>
    /// <param name="notification">The push, without a position.</param>
    /// <param name="toHandle">It is to be handled: it waits from now on for <see cref="TakeAsync"/>.</param>
    /// <param name="cancel">Gives up waiting; whether it was kept is then unknown.</param>
    Task<KeepResult> KeepAsync(ReceivedNotification notification, bool toHandle, CancellationToken cancel = default);

    /// <summary>Everything kept, oldest first, then what comes as it comes, without end.</summary>
    /// <param name="taskId">Only pushes about this task; <c>null</c> for all.</param>
    /// <param name="after">Only what has a greater position; 0 for all.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <remarks>A reader that falls so far behind that pushes are evicted before it saw them goes on with the oldest that is kept.</remarks>
    IAsyncEnumerable<ReceivedNotification> ReadAllAsync(string? taskId = null, long after = 0, CancellationToken cancel = default);

    /// <summary>A part of what is kept.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="after">The first ones with a greater position; <c>null</c> for the newest of all.</param>
    /// <param name="cancel">Gives up.</param>
    Task<InboxPage> ListAsync(int limit = 100, long? after = null, CancellationToken cancel = default);

    /// <summary>Removes what is kept, except what still waits to be handled. Delivery ids stay known.</summary>
    Task ClearAsync(CancellationToken cancel = default);

    /// <summary>
    /// Takes what may be handled now: the oldest waiting push of each task of which none is taken, when it is due; longest due first.
    /// Pushes that name no task count as of one task. Nothing is taken any more when the process starts anew.
    /// </summary>
    /// <param name="limit">At most so many; with 0 only <see cref="InboxWork.NextDue"/> is told.</param>
    /// <param name="cancel">Gives up.</param>
    Task<InboxWork> TakeAsync(int limit, CancellationToken cancel = default);

    /// <summary>Writes down how a taken push fared. Where it waits on, its task waits with it.</summary>
    /// <param name="position">The push.</param>
    /// <param name="handling">What became of it.</param>
    /// <param name="cancel">Gives up.</param>
    Task RecordAsync(long position, HandlingStatus handling, CancellationToken cancel = default);
}
