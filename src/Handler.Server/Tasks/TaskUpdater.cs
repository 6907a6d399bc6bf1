using System.Diagnostics;
using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Server.Tasks;

/// <summary>
/// How an executor says what happens. Status methods, <see cref="AddArtifactAsync"/> and <see cref="FlushAsync"/> return when their event
/// is committed: a crash after that loses nothing. <see cref="AppendAsync"/> and <see cref="PublishAsync"/> return when the event is
/// queued; a full queue makes them wait. May be used from several threads.
/// </summary>
/// <remarks>
/// What the protocol does not allow (an artifact without parts) throws <see cref="A2AException"/> with InvalidAgentResponse. After an end of the task (completed, failed, canceled, rejected) everything throws <see cref="InvalidOperationException"/>. When the run
/// was lost to another process or the store failed, what is written throws and the executor's token is canceled.
/// </remarks>
public sealed class TaskUpdater
{
    private readonly RunWriter _writer;
    private readonly AgentEventQueue _queue;
    private readonly TimeProvider _time;
    private readonly IdSource _ids;

    internal TaskUpdater(RunWriter writer, AgentEventQueue queue, TimeProvider time, IdSource ids) =>
        (_writer, _queue, _time, _ids) = (writer, queue, time, ids);

    /// <summary>The task's id.</summary>
    public string TaskId => _writer.Current.Id;

    /// <summary>The task as it is committed now.</summary>
    public AgentTask Current => _writer.Current;

    /// <summary>The task's context.</summary>
    public string ContextId => _writer.Current.ContextId ?? "";

    /// <summary>Working, without a text.</summary>
    public Task StartAsync(CancellationToken cancel = default) => WorkingAsync(null, cancel);

    /// <summary>Working; <paramref name="text"/> says at what.</summary>
    public Task WorkingAsync(string? text = null, CancellationToken cancel = default) => StatusAsync(TaskState.Working, text, cancel);

    /// <summary>Ends the task well.</summary>
    public Task CompleteAsync(string? text = null, CancellationToken cancel = default) => StatusAsync(TaskState.Completed, text, cancel);

    /// <summary>Ends the task as failed. The text is for the client.</summary>
    public Task FailAsync(string? text = null, CancellationToken cancel = default) => StatusAsync(TaskState.Failed, text, cancel);

    /// <summary>Ends the task because the agent will not do it.</summary>
    public Task RejectAsync(string? text = null, CancellationToken cancel = default) => StatusAsync(TaskState.Rejected, text, cancel);

    /// <summary>Ends the task as canceled.</summary>
    public Task CancelAsync(string? text = null, CancellationToken cancel = default) => StatusAsync(TaskState.Canceled, text, cancel);

    /// <summary>Asks the user for something. Return afterwards: the answer comes as a turn of its own.</summary>
    public Task RequireInputAsync(string? text = null, CancellationToken cancel = default) =>
        StatusAsync(TaskState.InputRequired, text, cancel);

    /// <summary>Asks for an authentication. Return afterwards, or wait for it and go on.</summary>
    public Task RequireAuthAsync(string? text = null, CancellationToken cancel = default) =>
        StatusAsync(TaskState.AuthRequired, text, cancel);

    /// <summary>Any state, with a message of your own.</summary>
    public Task UpdateStatusAsync(TaskState state, Message? message, CancellationToken cancel = default) =>
        CommitAsync(Updates.Status(_writer.Current, state, message is null ? null : Own(message), _time), cancel);

    /// <summary>
    /// Adds text to the end of an artifact, which is made if it is not there. Texts for one artifact within the append window (100 ms by
    /// default) become one event. Empty text is nothing.
    /// </summary>
    public Task AppendAsync(string artifactId, string text, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(artifactId);
        ArgumentNullException.ThrowIfNull(text);
        ThrowIfEnded();
        return text.Length == 0
            ? Task.CompletedTask
            : _queue.WriteAsync(
                new(QueuedKind.Append) { ArtifactId = artifactId, Text = text, TraceParent = Activity.Current?.Id }, cancel);
    }

    /// <summary>Adds an artifact, or replaces the one of its id.</summary>
    public Task AddArtifactAsync(Artifact artifact, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        var update = new TaskArtifactUpdateEvent { TaskId = TaskId, ContextId = ContextId, Artifact = artifact, LastChunk = true };
        return CommitAsync(StreamResponse.Of(update), cancel);
    }

    /// <summary>
    /// Answers by a message. As the first act of a new task there is no task then, and nothing is pushed; later, or when the task has been
    /// announced in the meantime, it completes the task with this message.
    /// </summary>
    public Task ReplyAsync(string text, CancellationToken cancel = default) => ReplyAsync(Say(text), cancel);

    /// <inheritdoc cref="ReplyAsync(string, CancellationToken)"/>
    public Task ReplyAsync(Message message, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowIfEnded();
        var reply = message with { TaskId = null, ContextId = ContextId, Role = Role.Agent };
        _ = Write(reply);
        return _queue.CommitAsync(new(QueuedKind.Reply) { Reply = reply }, cancel);
    }

    /// <summary>
    /// Queues a status or artifact event of this task, or a message as <see cref="ReplyAsync(Message, CancellationToken)"/> has it, as it
    /// is.
    /// </summary>
    /// <exception cref="ArgumentException">The event is of another task or context, or a whole task (the task itself is told by
    /// Handler).</exception>
    public Task PublishAsync(StreamResponse update, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        ThrowIfEnded();
        if (update.Message is { } message)
        {
            return ReplyAsync(message, cancel);
        }

        RefuseOther(update);
        return _queue.WriteAsync(Entry(Updates.Stamped(update, _time)) with { TraceParent = Activity.Current?.Id }, cancel);
    }

    /// <summary>Returns when all that was written before is committed.</summary>
    public Task FlushAsync(CancellationToken cancel = default) =>
        _writer.IsDone && !_writer.IsLost ? Task.CompletedTask : _queue.CommitAsync(new(QueuedKind.Flush), cancel);

    /// <summary>A message of the agent in this task.</summary>
    internal Message Say(string text) => StatusTexts.Say(text, _ids.Next(), TaskId, ContextId);

    private static QueuedEvent Entry(StreamResponse update) => new(QueuedKind.Update) { Update = update, Payload = Write(update) };

    private static byte[] Write<T>(T value)
    {
        try
        {
            return A2AJson.Write(value);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or JsonException)
        {
            throw new A2AException(A2AErrorCode.InvalidAgentResponse, $"The agent made something that is no valid A2A. {fault.Message}", fault);
        }
    }

    private Task StatusAsync(TaskState state, string? text, CancellationToken cancel) =>
        UpdateStatusAsync(state, string.IsNullOrEmpty(text) ? null : Say(text), cancel);

    private Task CommitAsync(StreamResponse update, CancellationToken cancel)
    {
        ThrowIfEnded();
        return _queue.CommitAsync(Entry(update), cancel);
    }

    private Message Own(Message message) => message with { TaskId = TaskId, ContextId = ContextId };

    private void RefuseOther(StreamResponse update)
    {
        if (update.Task is not null)
        {
            throw new ArgumentException(
                "A whole task cannot be published: publish status and artifact events, the task follows from them.", nameof(update));
        }

        if (update.TaskId != TaskId || update.ContextId != ContextId)
        {
            throw new ArgumentException(
                $"The event is of task '{update.TaskId}' in context '{update.ContextId}'; this is task '{TaskId}' in context '{ContextId}'.",
                nameof(update));
        }
    }

    private void ThrowIfEnded()
    {
        if (_writer.IsEnded)
        {
            throw _writer.Ended();
        }
    }
}
