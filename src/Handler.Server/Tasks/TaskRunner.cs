using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Tasks;

/// <summary>
/// One run of a task: an executor in a scope of its own, turn after turn, and the <see cref="RunWriter"/> that commits what it says. It
/// belongs to no request: whoever sent the message may be long gone.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A token may be canceled after the run; without a timer there is nothing to free.")]
internal sealed partial class TaskRunner
{
    /// <summary>How many messages may wait for their turn.</summary>
    public const int MostTurns = 16;

    private readonly Lock _lock = new();
    private readonly Queue<Turn> _turns = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly TaskCompletionSource<IAgentExecutor> _executor = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AgentEventQueue _queue = new();
    private readonly RunWriter _writer;
    private readonly RunParts _parts;
    private readonly FeedLease _feed;
    private readonly TaskCompletionSource<Task> _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunToken _run;
    private Turn? _turn;
    private Task? _canceling;
    private bool _stopping;
    private bool _closed;

    public TaskRunner(StoredTask stored, Turn first, RunParts parts)
    {
        Key = stored.Key;
        _run = stored.Run ?? default;
        _parts = parts;
        _feed = parts.Feeds.Lease(stored.Key);
        _feed.Feed.Forget();
        _writer = new RunWriter(stored, _queue, _feed.Feed, parts);
        _turns.Enqueue(first);
    }

    public TaskKey Key { get; }

    /// <summary>Ends when the executor has returned and all is committed. Never throws.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Ends when the run writes nothing more; its executor may still be on its way out.</summary>
    public Task Written => _writing.Task.Unwrap();

    /// <summary>Starts the run, once.</summary>
    public void Start() => Completion = RunAsync();

    /// <summary>Queues a turn behind the present one; false when the run takes no more, then see <see cref="Written"/>.</summary>
    /// <exception cref="A2AException">Too many wait.</exception>
    public bool TryQueue(Turn turn)
    {
        lock (_lock)
        {
            if (_closed || _stopping || _writer.IsEnded || _writer.IsDone)
            {
                return false;
            }

            if (_turns.Count >= MostTurns)
            {
                throw TurnErrors.TooManyWait(Key.TaskId, MostTurns);
            }

            _turns.Enqueue(turn);
            return true;
        }
    }

    /// <summary>The turn of a message that is at work or waits; null when there is none.</summary>
    public Turn? TurnOf(Predicate<Message> same)
    {
        lock (_lock)
        {
            return _turns.Prepend<Turn?>(_turn).FirstOrDefault(turn => MessageOf(turn) is { } message && same(message));
        }
    }

    /// <summary>Commits the task itself, so that it can be answered, unless something has been committed before.</summary>
    public Task AnnounceAsync() => _writer.StepAsync(new QueuedEvent(QueuedKind.Announce));

    /// <summary>Asks the executor to stop; what it does not end stays as it is, with its run, for recovery.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopping = true;
        }

        _leave.Cancel();
        _stop.Cancel();
    }

    private async Task RunAsync()
    {
        // An executor that does not wait must not hold up who sent the message; it goes on on the caller's context or the pool.
        await Task.Yield();
        _writing.SetResult(WriteAsync());
        try
        {
            await ExecuteAsync();
        }
        catch (Exception error)
        {
            // Only a scope that cannot be disposed comes here; the turns have caught what the executor threw.
            LogThrew(_parts.Log, Key.TaskId, error);
        }

        await CloseAsync();
        if (_writer.IsStoreFailed)
        {
            await FailStoredAsync();
        }

        _feed.Dispose();
    }

    private async Task WriteAsync()
    {
        await _writer.RunAsync();
        if (_writer.IsLost)
        {
            _stop.Cancel();
        }

        RefuseWaiting();
    }

    private async Task ExecuteAsync()
    {
        await using var scope = _parts.Scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RunScope>().Enter(Key, _writer, _queue);
        while (NextTurn() is { } turn)
        {
            await _writer.StepAsync(new QueuedEvent(QueuedKind.BeginTurn) { Turn = turn });
            await RunTurnAsync(turn, scope.ServiceProvider);
            await SettleAsync(turn);
        }
    }

    private Turn? NextTurn()
    {
        lock (_lock)
        {
            _closed = _stopping || _writer.IsEnded || _writer.IsDone || !_turns.TryPeek(out _);
            if (_closed)
            {
                return null;
            }

            // Under the lock: a message that waits or is at work is to be found at any time.
            _turn = _turns.Dequeue();
            return _turn;
        }
    }

    private async Task RunTurnAsync(Turn turn, IServiceProvider services)
    {
        try
        {
            var executor = ExecutorOf(services);
            await InvokeAsync(executor, turn);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Asked for: by a cancel, a stop, or the loss of the run.
        }
        catch (Exception) when (_stop.IsCancellationRequested && (_stopping || _writer.IsLost || _writer.IsEnded))
        {
            // The same may show itself as any exception; the task stays as committed.
        }
        catch (Exception error) when (turn.Kind == TurnKind.Cancel)
        {
            RefuseCancel(turn, error);
        }
        catch (A2AException refusal)
        {
            await RefuseAsync(refusal);
        }
        catch (Exception error)
        {
            LogThrew(_parts.Log, Key.TaskId, error);
            await EndAsync(TaskState.Failed, StatusTexts.Threw);
        }
    }

    /// <summary>An error of the protocol is for the caller, text and all: instead of a task where none has been told of, else as its end.</summary>
    private async Task RefuseAsync(A2AException refusal)
    {
        LogRefused(_parts.Log, Key.TaskId, refusal.Code, refusal);
        await _writer.StepAsync(new QueuedEvent(QueuedKind.Refuse) { Refusal = refusal });
        if (!_writer.IsEnded)
        {
            await EndAsync(TaskState.Failed, refusal.Message);
        }
    }

    private IAgentExecutor ExecutorOf(IServiceProvider services)
    {
        try
        {
            var executor = services.GetRequiredService<IAgentExecutor>();
            _executor.TrySetResult(executor);
            return executor;
        }
        catch (Exception error)
        {
            _executor.TrySetException(error);
            throw;
        }
    }

    private Task InvokeAsync(IAgentExecutor executor, Turn turn)
    {
        var request = ContextOf(turn);
        var updater = new TaskUpdater(_writer, _queue, _parts.Time, _parts.Ids);
        return turn.Kind switch
        {
            TurnKind.Cancel => CancelByAsync(executor, request),
            TurnKind.Resume => executor.ResumeAsync(request, updater, _stop.Token),
            _ => executor.ExecuteAsync(request, updater, _stop.Token),
        };
    }

    private RequestContext ContextOf(Turn turn) => new()
    {
        Message = turn.Message ?? LastOfUser(),
        Task = _writer.Current,
        TaskKey = Key,
        Metadata = turn.Metadata ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal),
        IsResumed = turn.Kind == TurnKind.Resume,
        ReadTask = async (key, cancel) => (await _parts.Store.GetAsync(key, cancel))?.Task,
    };

    private Message? MessageOf(Turn? turn) => turn is { Kind: TurnKind.Resume } ? FindLastOfUser() : turn?.Message;

    private Message? FindLastOfUser() => _writer.Current.History?.LastOrDefault(message => message.Role == Role.User);

    private Message LastOfUser() => FindLastOfUser()
        ?? throw new InvalidOperationException(
            $"Task '{Key.TaskId}' has no message of its user in its history; there is nothing to go on with.");

    /// <summary>Makes sure that the turn has an end that the protocol knows.</summary>
    private async Task SettleAsync(Turn turn)
    {
        if (_canceling is { } canceling)
        {
            await Followed.EndOfAsync(canceling);
        }

        await _writer.StepAsync(new QueuedEvent(QueuedKind.Flush));
        if (!_writer.IsEnded && !_writer.IsLost && !turn.IsInterrupted && !_stopping && turn.Kind != TurnKind.Cancel)
        {
            await EndAsync(TaskState.Failed, StatusTexts.NoEnd);
        }

        await _writer.StepAsync(new QueuedEvent(QueuedKind.EndTurn) { Turn = turn });
    }

    private async Task EndAsync(TaskState state, string? text)
    {
        var task = _writer.Current;
        var message = text is null ? null : StatusTexts.Say(text, _parts.Ids.Next(), task.Id, task.ContextId);
        var update = Updates.Status(task, state, message, _parts.Time);
        await _writer.StepAsync(new QueuedEvent(QueuedKind.Update) { Update = update, Payload = A2AJson.Write(update) });
    }

    private async Task CloseAsync()
    {
        if (_canceling is { } canceling)
        {
            await Followed.EndOfAsync(canceling);
        }

        var leaves = _stopping && !_writer.IsEnded && _turn?.IsInterrupted != true;
        await _writer.StepAsync(new QueuedEvent(leaves ? QueuedKind.Leave : QueuedKind.EndRun));
        _queue.Close(_writer.Ended());
        await Written;
    }

    private void RefuseWaiting()
    {
        lock (_lock)
        {
            while (_turns.TryDequeue(out var turn))
            {
                turn.Refuse(_writer.IsEnded ? TurnErrors.EndedBefore(Key.TaskId) : TurnErrors.Stopped());
            }
        }
    }

    /// <summary>
    /// The store has failed in the middle of the run: once it works again the task is failed, if it is still this run's, for nobody would
    /// tell its end before the next start of the process.
    /// </summary>
    private async Task FailStoredAsync()
    {
        var longest = TimeSpan.FromMinutes(1);
        for (var delay = TimeSpan.FromSeconds(1); !_stopping; delay = delay * 2 < longest ? delay * 2 : longest)
        {
            try
            {
                await Task.Delay(delay, _parts.Time, _leave.Token);
                await RunEnd.FailAsync(Key, _run, StatusTexts.NotStored, _feed.Feed, _parts);
                return;
            }
            catch (Exception error) when (!_leave.IsCancellationRequested)
            {
                LogStillFailing(_parts.Log, Key.TaskId, error);
            }
            catch (OperationCanceledException)
            {
                // The process stops; the next start fails the task.
            }
        }
    }

    [LoggerMessage(12, LogLevel.Error, "Task {TaskId}: the store still fails; its end is not written yet.")]
    private static partial void LogStillFailing(ILogger logger, string taskId, Exception error);

    [LoggerMessage(13, LogLevel.Information, "Task {TaskId}: the executor refused the message as {Code}.")]
    private static partial void LogRefused(ILogger logger, string taskId, A2AErrorCode code, Exception refusal);

    [LoggerMessage(10, LogLevel.Error, "Task {TaskId}: the executor threw.")]
    private static partial void LogThrew(ILogger logger, string taskId, Exception error);
}
