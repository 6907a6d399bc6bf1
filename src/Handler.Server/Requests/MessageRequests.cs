using System.Runtime.CompilerServices;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Server.Requests;

/// <summary>Sending a message, with one answer or as a stream.</summary>
/// <remarks>
/// A message to a task at work waits for its turn in the same run; if the task has ended by then it is refused. A message to a task that
/// waits for somebody begins a run of its own.
/// </remarks>
internal sealed class MessageRequests(
    IAgentStore store,
    TaskRuns runs,
    TaskStreams streams,
    PushConfigRequests configs,
    RunSettings settings,
    TimeProvider time,
    IdSource ids)
{
    private const int MostAttempts = 5;

    public async Task<SendMessageResponse> SendAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        var (key, turn) = await BeginAsync(request, scope, cancel);
        var answer = request.Configuration?.ReturnImmediately == true
            ? await HeardAsync(key, turn, cancel)
            : await Followed.ByAsync(turn.Answered, cancel);
        return ToResponse(answer, request);
    }

    /// <summary>Answers with the task as the message finds it, at once.</summary>
    public async Task<SendMessageResponse> StartAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        var (key, turn) = await BeginAsync(request, scope, cancel);
        if (turn.Kind == TurnKind.First && runs.Find(key) is { } live)
        {
            // An agent may think for long before its first event; who sent the message does not wait for it.
            await Followed.ByAsync(live.AnnounceAsync(), cancel);
        }

        return ToResponse(await Followed.ByAsync(turn.Begun, cancel), request);
    }

    public async IAsyncEnumerable<StreamResponse> StreamAsync(
        SendMessageRequest request, RequestScope scope, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (key, turn) = await BeginAsync(request, scope, cancel);
        var begun = await Followed.ByAsync(turn.Begun, cancel);
        if (begun.Message is { } message)
        {
            yield return StreamResponse.Of(message);
            yield break;
        }

        await foreach (var update in streams.FollowAsync(key, turn, begun, cancel))
        {
            yield return update;
        }
    }

    private async Task<(TaskKey Key, Turn Turn)> BeginAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        MessageRules.Check(request);
        return string.IsNullOrEmpty(request.Message.TaskId)
            ? await CreateAsync(request, scope)
            : await ContinueAsync(request, scope, cancel);
    }

    private async Task<(TaskKey Key, Turn Turn)> CreateAsync(SendMessageRequest request, RequestScope scope)
    {
        var config = request.Configuration?.TaskPushNotificationConfig is { } inline ? configs.Inline(inline, scope) : null;
        var id = ids.Next();
        var contextId = string.IsNullOrEmpty(request.Message.ContextId) ? ids.Next() : request.Message.ContextId;
        var message = request.Message with { TaskId = id, ContextId = contextId };
        var task = new AgentTask
        {
            Id = id,
            ContextId = contextId,
            Status = new AgentTaskStatus { State = TaskState.Submitted, Timestamp = Updates.Now(time) },
            History = [message],
        };
        var created = new NewTask { Key = scope.Task(id), Task = task, Dialect = scope.Format, Config = config };
        var turn = new Turn(TurnKind.First, message, request.Metadata);

        // Not canceled by a client that goes: a stored task must be run.
        runs.Begin(await store.CreateAsync(created, CancellationToken.None), turn);
        return (created.Key, turn);
    }

    private async Task<(TaskKey Key, Turn Turn)> ContinueAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        var message = request.Message;
        var key = scope.Task(message.TaskId!);
        var stored = await store.GetAsync(key, cancel) ?? throw A2AException.TaskNotFound(key.TaskId);
        RefuseOtherContext(message, stored.Task);
        RefuseEnded(stored.Task);
        if (request.Configuration?.TaskPushNotificationConfig is { } inline)
        {
            await configs.SetInlineAsync(key, inline, scope, cancel);
        }

        var turn = new Turn(TurnKind.Next, message with { ContextId = stored.Task.ContextId }, request.Metadata);
        await QueueAsync(key, turn, cancel);
        return (key, turn);
    }

    private async Task QueueAsync(TaskKey key, Turn turn, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (runs.Find(key) is { } live)
            {
                if (live.TryQueue(turn))
                {
                    return;
                }

                await Followed.ByAsync(live.Written, cancel);
            }

            if (await TryRunAsync(key, turn))
            {
                return;
            }
        }

        throw A2AException.UnsupportedOperation(
            $"Task '{key.TaskId}' is at work elsewhere and takes no message now. Send it again in a while.");
    }

    private async Task<bool> TryRunAsync(TaskKey key, Turn turn)
    {
        var begun = await store.BeginRunAsync(key, null, CancellationToken.None);
        switch (begun.Outcome)
        {
            case BeginRunOutcome.Begun:
                runs.Begin(begun.Task!, turn);
                return true;
            case BeginRunOutcome.Ended:
                throw TurnErrors.EndedBefore(key.TaskId);
            case BeginRunOutcome.TaskNotFound:
                throw A2AException.TaskNotFound(key.TaskId);
            default:
                return false;
        }
    }

    private async Task<TurnAnswer> HeardAsync(TaskKey key, Turn turn, CancellationToken cancel)
    {
        if (await Followed.WithinAsync(turn.Heard, settings.AnnounceAfter, time, cancel))
        {
            return await turn.Heard;
        }

        if (runs.Find(key) is { } live)
        {
            await Followed.ByAsync(live.AnnounceAsync(), cancel);
        }

        // A message that waits for its turn, or whose agent is silent, is answered by the task as it is.
        return turn.Kind == TurnKind.First
            ? await Followed.ByAsync(turn.Begun, cancel)
            : new TurnAnswer(null, (await store.GetAsync(key, cancel) ?? throw A2AException.TaskNotFound(key.TaskId)).Task);
    }

    private static SendMessageResponse ToResponse(TurnAnswer answer, SendMessageRequest request) => answer.Message is { } message
        ? SendMessageResponse.Of(message)
        : SendMessageResponse.Of(TaskView.Trim(answer.Task!, request.Configuration?.HistoryLength));

    private static void RefuseOtherContext(Message message, AgentTask task)
    {
        if (!string.IsNullOrEmpty(message.ContextId) && message.ContextId != task.ContextId)
        {
            throw A2AException.InvalidField(
                "message.contextId",
                $"is '{message.ContextId}', but task '{task.Id}' belongs to context '{task.ContextId}'. Give that one, or leave it out.");
        }
    }

    private static void RefuseEnded(AgentTask task)
    {
        if (task.Status.State.IsTerminal)
        {
            throw A2AException.UnsupportedOperation(
                $"Task '{task.Id}' is {task.Status.State.DisplayName}; a task that has ended takes no messages. " +
                "Send it without a task id to begin a new one.");
        }
    }
}
