using Handler.Protocol;
using Handler.Protocol.Errors;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Tasks;

/// <summary>Canceling a task: the executor is asked beside its work, then its token is canceled.</summary>
internal sealed partial class TaskRunner
{
    /// <summary>Cancels the task of this live run; null when the run has ended in the meantime, then see <see cref="Written"/>.</summary>
    /// <exception cref="A2AException">The executor refused, or the task ended otherwise.</exception>
    public async Task<AgentTask?> CancelAsync(Turn turn)
    {
        Task canceling;
        lock (_lock)
        {
            if (_closed || _stopping)
            {
                return null;
            }

            // A run that was begun to cancel is joined: the executor is asked once.
            canceling = (_turn ?? _turns.FirstOrDefault()) is { Kind: TurnKind.Cancel } twin
                ? twin.Answered
                : _canceling ??= CancelBesideAsync(turn);
        }

        await Followed.OfAsync(canceling);
        return _writer.Current;
    }

    private async Task CancelBesideAsync(Turn turn)
    {
        await Task.Yield();
        try
        {
            await CancelByAsync(await _executor.Task, ContextOf(turn));
        }
        catch (Exception error) when (error is not A2AException)
        {
            LogCancelThrew(_parts.Log, Key.TaskId, error);
            throw A2AException.InternalError(error);
        }
        finally
        {
            _canceling = null;
        }
    }

    private async Task CancelByAsync(IAgentExecutor executor, RequestContext request)
    {
        if (!_writer.IsEnded)
        {
            await AskAsync(executor, request);
        }

        if (!_writer.IsEnded)
        {
            await EndAsync(TaskState.Canceled, null);
        }

        // What ended the task may be on its way to the store still; until it is there the task is not told to have ended.
        await _writer.StepAsync(new QueuedEvent(QueuedKind.Flush));

        if (_writer.Current.Status.State != TaskState.Canceled)
        {
            throw A2AException.TaskNotCancelable(Key.TaskId, _writer.Current.Status.State);
        }

        _stop.Cancel();
    }

    private async Task AskAsync(IAgentExecutor executor, RequestContext request)
    {
        try
        {
            await executor.CancelAsync(request, new TaskUpdater(_writer, _queue, _parts.Time, _parts.Ids), _stop.Token);
        }
        catch (InvalidOperationException) when (_writer.IsEnded)
        {
            // The work ended while the executor was about to cancel it.
        }
    }

    /// <summary>A task that waits for somebody stays so when it cannot be canceled.</summary>
    private void RefuseCancel(Turn turn, Exception error)
    {
        if (error is not A2AException refusal)
        {
            LogCancelThrew(_parts.Log, Key.TaskId, error);
            refusal = A2AException.InternalError(error);
        }

        turn.Refuse(refusal);
    }

    [LoggerMessage(11, LogLevel.Error, "Task {TaskId}: the executor threw on canceling; the task goes on.")]
    private static partial void LogCancelThrew(ILogger logger, string taskId, Exception error);
}
