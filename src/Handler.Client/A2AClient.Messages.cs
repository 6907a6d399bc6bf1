using Handler.Client.Streams;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Client;

public sealed partial class A2AClient
{
    /// <summary>
    /// Sends a message (A2A 1.0, 3.1.1). Unless <see cref="SendMessageConfiguration.ReturnImmediately"/> is set the answer comes when the
    /// task has ended or waits for somebody: mind <see cref="A2AClientOptions.Timeout"/>.
    /// </summary>
    /// <exception cref="A2AClientException">The call failed. After a time-out the agent may have taken the message all the same.</exception>
    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancel = default) =>
        _agent.SendMessageAsync(request, cancel);

    /// <summary>
    /// Sends a message and streams what follows: one message, or the task and then its updates until it ends or waits for somebody
    /// (A2A 1.0, 3.1.2). The request goes out when the enumeration begins, and once. When the connection breaks after the first update, the stream goes on by
    /// SubscribeToTask: the next update is the task as it then is (<see cref="A2AClientOptions.StreamReconnects"/>).
    /// </summary>
    /// <exception cref="A2AClientException">
    /// The call failed. <see cref="A2AClientFailure.StreamBroken"/> has the last event and the task to come back to with
    /// <see cref="SubscribeToTaskAsync(string, CancellationToken)"/>.
    /// </exception>
    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancel = default) =>
        FollowAsync(
            new StreamStart(
                A2AMethods.SendStreamingMessage,
                ending => _agent.SendStreamingMessageAsync(request, ending),
                request.Message.TaskId,
                request.Tenant,
                IsRead: false),
            cancel);

    /// <summary>Sends a text: SendMessage with one part, in the user's role, under a new message id.</summary>
    /// <param name="text">What the agent is told.</param>
    /// <param name="taskId">The task to go on with, such as one that asked for input; <c>null</c> = a new one.</param>
    /// <param name="contextId">The conversation to go on with.</param>
    /// <param name="configuration">How to answer: at once, with an inline push config, and so on.</param>
    /// <param name="cancel">Ends the wait, not the task.</param>
    /// <exception cref="A2AClientException">The call failed.</exception>
    public Task<SendMessageResponse> SendTextAsync(
        string text,
        string? taskId = null,
        string? contextId = null,
        SendMessageConfiguration? configuration = null,
        CancellationToken cancel = default) =>
        SendMessageAsync(Compose(text, taskId, contextId, configuration), cancel);

    /// <summary>Sends a text and streams what follows: SendStreamingMessage with the message of <see cref="SendTextAsync"/>.</summary>
    /// <param name="text">What the agent is told.</param>
    /// <param name="taskId">The task to go on with; <c>null</c> = a new one.</param>
    /// <param name="contextId">The conversation to go on with.</param>
    /// <param name="configuration">How to answer.</param>
    /// <param name="cancel">Ends the stream, not the task.</param>
    /// <exception cref="A2AClientException">The call failed.</exception>
    public IAsyncEnumerable<StreamResponse> SendStreamingTextAsync(
        string text,
        string? taskId = null,
        string? contextId = null,
        SendMessageConfiguration? configuration = null,
        CancellationToken cancel = default) =>
        SendStreamingMessageAsync(Compose(text, taskId, contextId, configuration), cancel);

    private SendMessageRequest Compose(string text, string? taskId, string? contextId, SendMessageConfiguration? configuration) => new()
    {
        Message = new Message
        {
            MessageId = _http.Options.NewMessageId(),
            TaskId = taskId,
            ContextId = contextId,
            Role = Role.User,
            Parts = [Part.FromText(text)],
        },
        Configuration = configuration,
    };
}
