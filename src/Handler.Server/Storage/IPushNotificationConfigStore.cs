namespace Handler.Server.Storage;

/// <summary>
/// The role of the store that holds push configs. Creating, replacing and deleting lock the task's row first, as commits do: a config
/// created while an event commits gets either the event or a snapshot that contains it.
/// </summary>
public interface IPushNotificationConfigStore
{
    /// <summary>
    /// Creates, replaces, revives or leaves alone, as <c>design.md</c> section 4 says. Before it returns after a replacement,
    /// <see cref="Doorbell.LaneChanged"/> has been called.
    /// </summary>
    Task<ConfigWriteResult> SetAsync(ConfigWrite write, CancellationToken cancel);

    /// <summary>Reads one config; null when the task or the config is not there.</summary>
    Task<StoredPushConfig?> GetAsync(TaskKey task, string configId, CancellationToken cancel);

    /// <summary>Reads the configs of a task in the order of their creation; null when there is no such task.</summary>
    Task<IReadOnlyList<StoredPushConfig>?> ListAsync(TaskKey task, CancellationToken cancel);

    /// <summary>Reads the configs of all announced tasks of an owner, by their creation, then by task and id.</summary>
    Task<IReadOnlyList<StoredPushConfig>> ListOfOwnerAsync(OwnerScope scope, CancellationToken cancel);

    /// <summary>
    /// Deletes a config and its lane. No attempt for it starts after this has returned: the store calls <see cref="Doorbell.LaneChanged"/> after
    /// its commit and before it returns.
    /// </summary>
    Task<ConfigDeleteOutcome> DeleteAsync(TaskKey task, string configId, CancellationToken cancel);

    /// <summary>
    /// Whether as much waits on a lane, or for its owner, as may (<see cref="BacklogLimits"/>): what is made by hand is refused then. Answered from
    /// the store's memory.
    /// </summary>
    bool IsFull(LaneRow lane);
}
