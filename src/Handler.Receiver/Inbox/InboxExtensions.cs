namespace Handler.Receiver.Inbox;

/// <summary>Waiting for a push.</summary>
public static class InboxExtensions
{
    /// <summary>The first push, kept already or yet to come, for which <paramref name="predicate"/> holds.</summary>
    /// <param name="inbox">The inbox.</param>
    /// <param name="predicate">Such as <c>push => push.State.IsTerminal</c>.</param>
    /// <param name="timeout">How long to wait at most, by the inbox's clock; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="taskId">Only pushes about this task; <c>null</c> for all.</param>
    /// <param name="after">Only what has a greater position; 0 for all.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="TimeoutException">None came in time.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was canceled.</exception>
    public static async Task<ReceivedNotification> UntilAsync(
        this IInbox inbox,
        Func<ReceivedNotification, bool> predicate,
        TimeSpan timeout,
        string? taskId = null,
        long after = 0,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        using var deadline = new CancellationTokenSource(timeout, inbox.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            return await inbox.UntilAsync(predicate, taskId, after, either.Token);
        }
        // The caller's own cancellation stays one, even when the time ran out in the same moment.
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"No push about {(taskId is null ? "any task" : "task " + taskId)} that was waited for came within {timeout}; ask the agent for the task.",
                late);
        }
    }

    /// <inheritdoc cref="UntilAsync(IInbox, Func{ReceivedNotification, bool}, TimeSpan, string?, long, CancellationToken)"/>
    /// <summary>The same without a limit of time.</summary>
    public static async Task<ReceivedNotification> UntilAsync(
        this IInbox inbox,
        Func<ReceivedNotification, bool> predicate,
        string? taskId = null,
        long after = 0,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        ArgumentNullException.ThrowIfNull(predicate);
        await foreach (var notification in inbox.ReadAllAsync(taskId, after, cancel))
        {
            if (predicate(notification))
            {
                return notification;
            }
        }

        throw new OperationCanceledException("The inbox ended before the push that was waited for came.", cancel);
    }
}
