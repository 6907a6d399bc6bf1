namespace Handler.Server.Storage;

/// <summary>
/// One store object in its four roles, which share transactions: one is registered, never four. Locks are taken in one order: task with
/// its run, shard, config, gate, lanes by id, dead stretches.
/// </summary>
public interface IAgentStore : ITaskStore, IPushNotificationConfigStore, ILaneStore, IOperationsStore, IAsyncDisposable
{
    /// <summary>Whether what it has answered survives the end of the process. The agent's card says so.</summary>
    bool IsDurable => true;
}
