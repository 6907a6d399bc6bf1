using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// The engine alone, for a host that keeps an A2A server of another make (<c>AddPushEngine</c>): the host appends what its tasks tell and hands on
/// the config operations of its clients; each config gets every update at least once, in order, for as long as the horizon says.
/// </summary>
/// <remarks>
/// <para>
/// A task is known by what was appended to it: its log begins with the first update or the first config, whichever comes first. Whether a task exists
/// and who may see it is the host's to say; the engine keeps apart what is of different scopes.
/// </para>
/// <para>
/// All members may be called from many threads. They throw <see cref="StoreUnavailableException"/> when the store cannot be read or written at
/// present; whether the update was committed is then not known: look at <see cref="GetTaskAsync"/> before appending it again.
/// </para>
/// </remarks>
public interface IPushNotifications
{
    /// <summary>
    /// Commits an update of a task. When it returns, the update is as durable as the store, and each config whose filter lets it pass will get it.
    /// Updates of one task are in the order in which the calls were made.
    /// </summary>
    /// <param name="taskId">The task.</param>
    /// <param name="update">
    /// A status, an artifact (or a chunk of one), a message, or the whole task; a status without a time gets the present one, a message without a
    /// task is of this one.
    /// </param>
    /// <param name="scope">Whose task it is; null: of an agent without tenants and callers.</param>
    /// <param name="cancel">Obeyed until the transaction begins.</param>
    /// <returns>The update's number in the task's log, which webhooks get as <c>X-A2A-Event-Sequence</c>.</returns>
    /// <exception cref="ArgumentException">The update is of another task or context.</exception>
    /// <exception cref="InvalidOperationException">The task has ended; nothing can follow.</exception>
    Task<long> AppendAsync(string taskId, StreamResponse update, PushScope? scope = null, CancellationToken cancel = default) =>
        AppendAsync(taskId, [update], scope, cancel);

    /// <summary>Commits several updates of a task in one transaction: all of them or none.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="updates">1 to 1,024 updates, in order; none may follow one that ends the task.</param>
    /// <param name="scope">Whose task it is.</param>
    /// <param name="cancel">Obeyed until the transaction begins.</param>
    /// <returns>The number of the last of them.</returns>
    /// <exception cref="ArgumentException">One of them is of another task or context, or follows the end; or there are none or too many.</exception>
    /// <exception cref="InvalidOperationException">The task has ended; nothing can follow.</exception>
    Task<long> AppendAsync(string taskId, IReadOnlyList<StreamResponse> updates, PushScope? scope = null, CancellationToken cancel = default);

    /// <summary>The task as its log has it, which is what a config that comes late gets first; null while nothing was appended to it.</summary>
    Task<AgentTask?> GetTaskAsync(string taskId, PushScope? scope = null, CancellationToken cancel = default);

    /// <summary>
    /// Creates a config, or replaces the one of its id; without an id, that of the id <c>default</c>. On a task with updates it gets the task as it
    /// stands first, on one without it misses nothing. An equal config changes nothing. A replacement over the same origin keeps credentials that it
    /// names the scheme of and leaves out.
    /// </summary>
    /// <param name="config">The config, with its task.</param>
    /// <param name="scope">Whose task it is, and in which dialect its webhook is to be notified.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The config as its owner reads it: with the token, without credentials.</returns>
    /// <exception cref="A2AException">
    /// InvalidParams, with the field: what could not be sent as it is, an address that the egress policy forbids among it; UnsupportedOperation: the
    /// task has as many configs as it may. To be answered to the client as they are.
    /// </exception>
    Task<TaskPushNotificationConfig> SetConfigAsync(TaskPushNotificationConfig config, PushScope? scope = null, CancellationToken cancel = default);

    /// <summary>Reads a config.</summary>
    /// <exception cref="A2AException">TaskNotFound: there is none of this id.</exception>
    Task<TaskPushNotificationConfig> GetConfigAsync(string taskId, string configId, PushScope? scope = null, CancellationToken cancel = default);

    /// <summary>The configs of a task in the order of their creation; none of a task that the engine has not heard of.</summary>
    Task<IReadOnlyList<TaskPushNotificationConfig>> ListConfigsAsync(string taskId, PushScope? scope = null, CancellationToken cancel = default);

    /// <summary>Deletes a config, if it is there. No attempt for it starts after this has returned.</summary>
    Task DeleteConfigAsync(string taskId, string configId, PushScope? scope = null, CancellationToken cancel = default);
}
