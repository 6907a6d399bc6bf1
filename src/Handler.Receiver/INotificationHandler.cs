using Handler.Receiver.Inbox;

namespace Handler.Receiver;

/// <summary>What is done with a push, as a type; made anew for each handling, from a scope of its own.</summary>
public interface INotificationHandler
{
    /// <summary>
    /// Handles one push. The sender has its 2xx already. Pushes of one task come one at a time, in the order of their arrival. A throw
    /// is tried again after 1, 10 and 60 s (<see cref="HandlingOptions.RetryAfter"/>), during which the task's later pushes wait; so
    /// what it does must bear being done twice.
    /// </summary>
    /// <param name="push">The push.</param>
    /// <param name="cancel">Canceled when the host stops and its time of grace is over.</param>
    Task HandleAsync(ReceivedNotification push, CancellationToken cancel);
}
