namespace Handler.Server.Tasks;

/// <summary>
/// What an agent does. One instance serves one run of a task (the messages that a task gets while it runs are turns of the same run); it is
/// made in a scope of its own, so its constructor may ask for scoped parts.
/// </summary>
/// <remarks>
/// Throwing, or returning without an end of the task and without asking for input, is Failed with a fixed text; what was thrown goes to the
/// log only. An <see cref="Handler.Protocol.Errors.A2AException"/> is for the caller: thrown before anything was said of a new task, it is the answer to the
/// message, and there is no task; later the task is Failed with its message. A client that disconnects does not end the task.
/// </remarks>
public interface IAgentExecutor
{
    /// <summary>
    /// Whether <see cref="ResumeAsync"/> can take up a task whose process ended while it ran. Without it such a task is failed.
    /// </summary>
    bool CanResume => false;

    /// <summary>Works on one message.</summary>
    /// <param name="request">The message and the task as it stands.</param>
    /// <param name="task">Says what happens.</param>
    /// <param name="cancel">Canceled when the task has been canceled or taken over, or when the host stops.</param>
    Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel);

    /// <summary>
    /// Goes on with a task whose process ended while it ran. All that was committed is in <see cref="RequestContext.Task"/>; what was not
    /// is lost. By default the task is executed again from its last message.
    /// </summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    Task ResumeAsync(RequestContext request, TaskUpdater task, CancellationToken cancel) => ExecuteAsync(request, task, cancel);

    /// <summary>
    /// Cancels the task; runs beside <see cref="ExecuteAsync"/> where that is at work, whose token is canceled once this has returned. By
    /// default, and when it returns without an end of the task, the task is canceled. To refuse, throw <see
    /// cref="Handler.Protocol.Errors.A2AException.TaskNotCancelable"/>; the work then goes on.
    /// </summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    Task CancelAsync(RequestContext request, TaskUpdater task, CancellationToken cancel) => task.CancelAsync(cancel: cancel);
}
