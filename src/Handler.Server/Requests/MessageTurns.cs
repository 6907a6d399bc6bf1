using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Server.Requests;

/// <summary>Begins the turn of a message, or finds the one that it has had: a message that is sent again is not carried out twice.</summary>
internal sealed class MessageTurns(IAgentStore store, TaskRuns runs, PushConfigRequests configs, TimeProvider time, IdSource ids)
{
    private const int MostAttempts = 5;

    private readonly Turnstile<(OwnerScope Scope, string Digest)> _messages = new();

    public async Task<(TaskKey Key, Turn Turn)> BeginAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        MessageRules.Check(request);
        return string.IsNullOrEmpty(request.Message.TaskId)
            ? await CreateAsync(request, scope, cancel)
            : await ContinueAsync(request, scope, cancel);
    }

    private async Task<(TaskKey Key, Turn Turn)> CreateAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        var config = request.Configuration?.TaskPushNotificationConfig is { } inline ? configs.Inline(inline, scope) : null;
        var contextId = string.IsNullOrEmpty(request.Message.ContextId) ? ids.Next() : request.Message.ContextId;
        var message = request.Message with { ContextId = contextId };
        var digest = MessageDigest.Of(message);

        // Of two at the same instant the second finds the task of the first, and its run as well.
        using var entered = await _messages.EnterAsync((scope.Owner, digest));
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var created = NewTask(message, scope) with { MessageDigest = digest, Config = config };

            // Not canceled by a client that goes: a stored task must be run.
            var stored = await CreateAsync(created);
            if (stored.Key == created.Key)
            {
                var turn = new Turn(TurnKind.First, created.Task.History![0], request.Metadata);
                runs.Begin(stored, turn);
                return (created.Key, turn);
            }

            if (await RepeatedAsync(stored.Key, message, request, scope, cancel) is { } repeated)
            {
                return (stored.Key, repeated);
            }
        }

        throw A2AException.UnsupportedOperation(
            $"Message '{message.MessageId}' is at work elsewhere, and nothing can be said of its task yet. Send it again in a while.");
    }

    private async Task<StoredTask> CreateAsync(NewTask created)
    {
        try
        {
            return await store.CreateAsync(created, CancellationToken.None);
        }
        catch (TooManyConfigsException)
        {
            throw configs.TooManyOfOwner();
        }
    }

    private NewTask NewTask(Message message, RequestScope scope)
    {
        var id = ids.Next();
        var task = new AgentTask
        {
            Id = id,
            ContextId = message.ContextId,
            Status = new AgentTaskStatus { State = TaskState.Submitted, Timestamp = Updates.Now(time) },
            History = [message with { TaskId = id }],
        };
        return new NewTask { Key = scope.Task(id), Task = task, Dialect = scope.Format };
    }

    /// <summary>The turn of the message that made a task; null when the task has gone meanwhile, or its run is not to be seen from here.</summary>
    private async Task<Turn?> RepeatedAsync(
        TaskKey key, Message message, SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        var live = runs.Find(key);
        var turn = live?.TurnOf(MessageDigest.SameAs(message));
        if (live is not null && request.Configuration?.TaskPushNotificationConfig is not null)
        {
            // Only a task that was told of can be given the config.
            await Followed.ByAsync(live.AnnounceAsync(), cancel);
        }

        if (await store.GetAsync(key, cancel) is not { } stored)
        {
            return turn;
        }

        await SetInlineAsync(key, request, scope, cancel);
        return turn ?? Turn.OverWith(stored.Task, stored.LastSequence);
    }

    private async Task<(TaskKey Key, Turn Turn)> ContinueAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        var message = request.Message;
        var key = scope.Task(message.TaskId!);
        using var entered = await runs.EnterAsync(key);

        // The run before the store: a turn that ends in between has left its message there.
        var same = MessageDigest.SameAs(message);
        var live = runs.Find(key)?.TurnOf(same);
        var stored = await store.GetAsync(key, cancel) ?? throw A2AException.TaskNotFound(key.TaskId);
        RefuseOtherContext(message, stored.Task);
        // With the end of the task its turn is over, whatever its run still has to clear away.
        if (((stored.Task.Status.State.IsTerminal ? null : live) ?? TurnIn(stored, same)) is { } repeated)
        {
            await SetInlineAsync(key, request, scope, cancel);
            return (key, repeated);
        }

        RefuseEnded(stored.Task);
        await SetInlineAsync(key, request, scope, cancel);
        var turn = new Turn(TurnKind.Next, message with { ContextId = stored.Task.ContextId }, request.Metadata);
        await QueueAsync(key, turn, cancel);
        return (key, turn);
    }

    /// <summary>The turn that a message of the history has had; null when it is not there.</summary>
    private static Turn? TurnIn(StoredTask stored, Predicate<Message> same) =>
        stored.Task.History?.Any(said => same(said)) == true ? Turn.OverWith(stored.Task, stored.LastSequence) : null;

    // Clients repeat their config with each message; an equal one changes nothing.
    private async Task SetInlineAsync(TaskKey key, SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        if (request.Configuration?.TaskPushNotificationConfig is { } inline)
        {
            await configs.SetInlineAsync(key, inline, scope, cancel);
        }
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
