using Handler.Protocol;

namespace Handler.Server.Tasks;

/// <summary>
/// Pushes events that the executor makes by hand, beside those of the engine or, with <c>push.Automatic = false</c>, in their place. Ask for
/// it in the executor's constructor; it serves the task of that run.
/// </summary>
public interface IPushNotificationSender
{
    /// <summary>
    /// Commits an event for one config's webhook, after all that was written before it. From then on it is as durable as any other, keeps
    /// its place in that webhook's order, and is retried in the same way; the task, its streams and other webhooks do not see it. May be
    /// called after the end of the task too, until the executor returns.
    /// </summary>
    /// <param name="config">One of <see cref="IPushNotificationConfigs.ListAsync"/>.</param>
    /// <param name="update">A status, artifact, message or the task itself, of this task; a status without a time gets the present one.</param>
    /// <param name="cancel">Ends the wait for room in the run's queue only.</param>
    /// <returns>Whether it is on its way, and if not, why; no answer but <see cref="DeliverOutcome.Queued"/> leaves anything behind.</returns>
    /// <exception cref="ArgumentException">The event or the config is of another task or context.</exception>
    /// <exception cref="InvalidOperationException">There is no run: outside an executor, or after it has returned.</exception>
    Task<DeliverOutcome> DeliverAsync(PushConfigView config, StreamResponse update, CancellationToken cancel = default);

    /// <inheritdoc cref="DeliverAsync(PushConfigView, StreamResponse, CancellationToken)"/>
    Task<DeliverOutcome> DeliverAsync(PushConfigView config, TaskStatusUpdateEvent update, CancellationToken cancel = default) =>
        DeliverAsync(config, StreamResponse.Of(update), cancel);

    /// <inheritdoc cref="DeliverAsync(PushConfigView, StreamResponse, CancellationToken)"/>
    Task<DeliverOutcome> DeliverAsync(PushConfigView config, TaskArtifactUpdateEvent update, CancellationToken cancel = default) =>
        DeliverAsync(config, StreamResponse.Of(update), cancel);
}
