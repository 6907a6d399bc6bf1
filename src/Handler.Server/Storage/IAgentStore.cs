namespace Handler.Server.Storage;

/// <summary>
/// One store object in its three roles, which share transactions: one is registered, never three. Locks are taken in one order: task with
/// its run, shard, config, gate, lanes by id, dead stretches.
/// </summary>
public interface IAgentStore : ITaskStore, IPushNotificationConfigStore, ILaneStore, IAsyncDisposable;
