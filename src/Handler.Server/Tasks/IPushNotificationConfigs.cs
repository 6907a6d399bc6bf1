namespace Handler.Server.Tasks;

/// <summary>
/// The push configs of the task that a run works on, as its executor may see them: the same that clients set, list and delete. Ask for it in
/// the executor's constructor.
/// </summary>
public interface IPushNotificationConfigs
{
    /// <summary>
    /// The configs there are now, in the order of their creation. A task that nobody was told of is announced by it, for a webhook can be of
    /// no use to a task that is not there; an answer by a message completes it from then on.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no run: outside an executor, or after it has returned.</exception>
    Task<IReadOnlyList<PushConfigView>> ListAsync(CancellationToken cancel = default);
}
