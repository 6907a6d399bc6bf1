using Handler.Protocol.Errors;

namespace Handler.Protocol.Legacy;

public static partial class LegacyMapper
{
    /// <summary>A message to be sent. Its configuration is lost: the dialect has none.</summary>
    public static LegacyTaskSendParams FromV1(SendMessageRequest request) => LegacyJson.Codec.Carry(request, new LegacyTaskSendParams
    {
        Id = request.Message.TaskId,
        ContextId = request.Message.ContextId,
        Message = FromV1(request.Message),
        Metadata = request.Metadata,
    });

    /// <summary>
    /// A message that was sent. The task and context beside the message are the message's own; the answer is the task as it is at once.
    /// </summary>
    /// <param name="request">The params.</param>
    /// <param name="makeMessageId">Called where the message has no id.</param>
    public static SendMessageRequest ToV1(LegacyTaskSendParams request, Func<string> makeMessageId) =>
        A2AJson.Codec.Carry(request, new SendMessageRequest
        {
            Message = ToV1(request.Message) with
            {
                MessageId = string.IsNullOrEmpty(request.Message.MessageId) ? makeMessageId() : request.Message.MessageId,
                TaskId = request.Id ?? request.Message.TaskId,
                ContextId = request.ContextId ?? request.Message.ContextId,
            },
            Configuration = new SendMessageConfiguration { ReturnImmediately = true },
            Metadata = request.Metadata,
        });

    /// <summary>
    /// The answer to a message. The dialect answers by tasks only: a message becomes a completed task that says it.
    /// </summary>
    /// <exception cref="ArgumentException">The answer has no member set.</exception>
    public static LegacyTask FromV1(SendMessageResponse response) => response switch
    {
        { Task: { } task } => FromV1(task),
        { Message: { } message } => FromV1(new AgentTask
        {
            Id = message.TaskId ?? message.MessageId,
            ContextId = message.ContextId,
            Status = new AgentTaskStatus { State = TaskState.Completed, Message = message },
        }),
        _ => throw new ArgumentException("The answer has no member set.", nameof(response)),
    };

    /// <summary>The answer to a message.</summary>
    public static SendMessageResponse ToSendMessageResponse(LegacyTask response) => SendMessageResponse.Of(ToV1(response));

    /// <summary>Params that name a task and nothing more.</summary>
    public static LegacyTaskIdParams ToTaskIdParams(string taskId) => new() { Id = taskId };

    /// <summary>A query for a task.</summary>
    public static LegacyTaskIdParams FromV1(GetTaskRequest request) => new() { Id = request.Id, HistoryLength = request.HistoryLength };

    /// <summary>A query for a task.</summary>
    /// <exception cref="A2AException">InvalidParams: no task is named.</exception>
    public static GetTaskRequest ToGetTaskRequest(LegacyTaskIdParams request) =>
        new() { Id = TaskIdOf(request), HistoryLength = request.HistoryLength };

    /// <summary>A call to cancel a task.</summary>
    /// <exception cref="A2AException">InvalidParams: no task is named.</exception>
    public static CancelTaskRequest ToCancelTaskRequest(LegacyTaskIdParams request) => new() { Id = TaskIdOf(request) };

    /// <summary>A call to follow a task.</summary>
    /// <exception cref="A2AException">InvalidParams: no task is named.</exception>
    public static SubscribeToTaskRequest ToSubscribeToTaskRequest(LegacyTaskIdParams request) => new() { Id = TaskIdOf(request) };

    /// <summary>The task that is named, by <c>id</c>, else by <c>taskId</c>.</summary>
    /// <exception cref="A2AException">InvalidParams: none is.</exception>
    public static string TaskIdOf(LegacyTaskIdParams request) =>
        request.Id ?? request.TaskId ?? throw A2AException.InvalidField("id", "is required; it names the task.");
}
