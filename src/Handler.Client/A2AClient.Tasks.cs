using System.Runtime.CompilerServices;
using Handler.Client.Http;
using Handler.Client.JsonRpc;
using Handler.Client.Streams;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Client;

public sealed partial class A2AClient
{
    /// <summary>The task as it is now (A2A 1.0, 3.1.3).</summary>
    /// <exception cref="A2AClientException">The call failed; an unknown task is the agent's TaskNotFound.</exception>
    public Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancel = default) =>
        _agent.GetTaskAsync(request, cancel);

    /// <summary>The task as it is now.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="historyLength">At most so many of the newest messages; 0 = none, <c>null</c> = the agent's choice.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="A2AClientException">The call failed; an unknown task is the agent's TaskNotFound.</exception>
    public Task<AgentTask> GetTaskAsync(string taskId, int? historyLength = null, CancellationToken cancel = default) =>
        GetTaskAsync(new GetTaskRequest { Id = taskId, HistoryLength = historyLength }, cancel);

    /// <summary>One page of the caller's tasks, newest status first (A2A 1.0, 3.1.4).</summary>
    /// <exception cref="A2AClientException">The call failed.</exception>
    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancel = default) =>
        _agent.ListTasksAsync(request, cancel);

    /// <summary>All of the caller's tasks that fit, page by page as they are enumerated.</summary>
    /// <param name="filter">Which tasks, and the size of a page; <c>null</c> = all.</param>
    /// <param name="cancel">Ends the enumeration.</param>
    /// <exception cref="A2AClientException">A call failed.</exception>
    public IAsyncEnumerable<AgentTask> EnumerateTasksAsync(ListTasksRequest? filter = null, CancellationToken cancel = default)
    {
        var first = filter ?? new ListTasksRequest();
        return Pages.EnumerateAsync(
            new Call(A2AMethods.ListTasks, Url),
            first.PageToken,
            async (token, ending) =>
            {
                var page = await ListTasksAsync(first with { PageToken = token }, ending);
                return (page.Tasks, page.NextPageToken);
            },
            cancel);
    }

    /// <summary>Asks the agent to cancel the task and returns what became of it (A2A 1.0, 3.1.5).</summary>
    /// <exception cref="A2AClientException">The call failed; an ended task is the agent's TaskNotCancelable.</exception>
    public Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancel = default) =>
        _agent.CancelTaskAsync(request, cancel);

    /// <inheritdoc cref="CancelTaskAsync(CancelTaskRequest, CancellationToken)"/>
    public Task<AgentTask> CancelTaskAsync(string taskId, CancellationToken cancel = default) =>
        CancelTaskAsync(new CancelTaskRequest { Id = taskId }, cancel);

    /// <summary>
    /// Streams a task that is under way: the task as it is, then its updates until it ends or waits for somebody (A2A 1.0, 3.1.6). The
    /// request goes out when the enumeration begins. When the connection breaks the stream goes on over another, whose first update is the task as it is again
    /// (<see cref="A2AClientOptions.StreamReconnects"/>).
    /// </summary>
    /// <exception cref="A2AClientException">The call failed; an ended task is the agent's UnsupportedOperation: get it instead.</exception>
    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancel = default) =>
        FollowAsync(
            new StreamStart(A2AMethods.SubscribeToTask, ending => _agent.SubscribeToTaskAsync(request, ending), request.Id, request.Tenant, IsRead: true), cancel);

    /// <inheritdoc cref="SubscribeToTaskAsync(SubscribeToTaskRequest, CancellationToken)"/>
    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(string taskId, CancellationToken cancel = default) =>
        SubscribeToTaskAsync(new SubscribeToTaskRequest { Id = taskId }, cancel);

    private async IAsyncEnumerable<StreamResponse> FollowAsync(StreamStart start, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = new ResumedStream(start, _interfaces, Url, _http.Options, cancel);
        while (await stream.NextAsync() is { } update)
        {
            yield return update;
        }
    }
}
