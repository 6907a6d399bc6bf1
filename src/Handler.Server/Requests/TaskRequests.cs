using System.Globalization;
using System.Runtime.CompilerServices;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Server.Requests;

/// <summary>Looking at tasks, following and canceling them.</summary>
internal sealed class TaskRequests(IAgentStore store, TaskRuns runs, TaskStreams streams)
{
    private const int MostAttempts = 5;

    public async Task<AgentTask> GetAsync(GetTaskRequest request, RequestScope scope, CancellationToken cancel)
    {
        MessageRules.RequireId("id", request.Id);
        MessageRules.CheckHistoryLength("historyLength", request.HistoryLength);
        return TaskView.Trim((await FindAsync(request.Id, scope, cancel)).Task, request.HistoryLength);
    }

    public async Task<ListTasksResponse> ListAsync(ListTasksRequest request, RequestScope scope, CancellationToken cancel)
    {
        MessageRules.CheckHistoryLength("historyLength", request.HistoryLength);
        var pageSize = MessageRules.PageSize(request.PageSize);
        var listed = ListOf(request);
        var page = await store.ListAsync(ToQuery(request, scope, listed, pageSize), cancel);
        return new ListTasksResponse
        {
            Tasks = [.. page.Tasks.Select(stored => TaskView.Trim(stored.Task, request.HistoryLength, request.IncludeArtifacts == true))],
            NextPageToken = page.Next is { } next ? PageToken.Write(listed, next.StatusAt, next.TaskId) : "",
            PageSize = pageSize,
            TotalSize = page.Total,
        };
    }

    public async Task<AgentTask> CancelAsync(CancelTaskRequest request, RequestScope scope, CancellationToken cancel)
    {
        MessageRules.RequireId("id", request.Id);
        var turn = new Turn(TurnKind.Cancel, metadata: request.Metadata);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var stored = await FindAsync(request.Id, scope, cancel);
            if (stored.Task.Status.State.IsTerminal)
            {
                throw A2AException.TaskNotCancelable(request.Id, stored.Task.Status.State);
            }

            if (await TryCancelAsync(stored, turn, cancel) is { } canceled)
            {
                return canceled;
            }
        }

        throw A2AException.UnsupportedOperation(
            $"Task '{request.Id}' is at work elsewhere and cannot be canceled from here now. Try again in a while.");
    }

    public async IAsyncEnumerable<StreamResponse> SubscribeAsync(
        SubscribeToTaskRequest request, RequestScope scope, [EnumeratorCancellation] CancellationToken cancel)
    {
        MessageRules.RequireId("id", request.Id);
        var stored = await FindAsync(request.Id, scope, cancel);
        if (stored.Task.Status.State.IsTerminal)
        {
            throw A2AException.UnsupportedOperation(
                $"Task '{request.Id}' is {stored.Task.Status.State.DisplayName}; there is nothing to subscribe to. Read the task instead.");
        }

        await foreach (var update in streams.FollowAsync(stored.Key, cancel))
        {
            yield return update;
        }
    }

    // What may change from page to page (their size, and how much of a task is told) is no part of it.
    private static string ListOf(ListTasksRequest request) => string.Create(
        CultureInfo.InvariantCulture, $"tasks {request.ContextId} {(int)(request.Status ?? TaskState.Unspecified)} {request.StatusTimestampAfter?.UtcTicks}");

    private static TaskQuery ToQuery(ListTasksRequest request, RequestScope scope, string listed, int pageSize) => new()
    {
        Scope = scope.Owner,
        ContextId = string.IsNullOrEmpty(request.ContextId) ? null : request.ContextId,
        State = request.Status is TaskState.Unspecified ? null : request.Status,
        StatusSince = request.StatusTimestampAfter,
        Limit = pageSize,
        After = PageToken.Read(listed, request.PageToken) is var (time, id) ? new TaskPosition(time, id) : null,
    };

    private async Task<AgentTask?> TryCancelAsync(StoredTask stored, Turn turn, CancellationToken cancel)
    {
        if (runs.Find(stored.Key) is { } live)
        {
            if (await Followed.ByAsync(live.CancelAsync(turn), cancel) is { } canceled)
            {
                return canceled;
            }

            await Followed.ByAsync(live.Written, cancel);
        }

        return await TryRunAsync(stored.Key, turn) ? (await Followed.ByAsync(turn.Answered, cancel)).Task : null;
    }

    private async Task<bool> TryRunAsync(TaskKey key, Turn turn)
    {
        // Who comes second finds the run of who came first.
        using var entered = await runs.EnterAsync(key);
        var begun = await store.BeginRunAsync(key, null, CancellationToken.None);
        if (begun.Outcome != BeginRunOutcome.Begun)
        {
            return false;
        }

        runs.Begin(begun.Task!, turn);
        return true;
    }

    private async Task<StoredTask> FindAsync(string id, RequestScope scope, CancellationToken cancel) =>
        await store.GetAsync(scope.Task(id), cancel) ?? throw A2AException.TaskNotFound(id);
}
