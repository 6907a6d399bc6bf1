using Handler.Client.Http;
using Handler.Client.Retries;
using Handler.Client.Transports;
using Handler.Protocol;

namespace Handler.Client.Streams;

/// <summary>
/// The stream of a task over as many connections as it takes. One that breaks before the task's end is gone on with by SubscribeToTask, whose first update is
/// the task as it then is; where the agent refuses because the task has ended, the task itself is the last update. What began the stream is never sent again.
/// </summary>
/// <param name="start">How it begins.</param>
/// <param name="agent">Who is asked to go on, once each time.</param>
/// <param name="url">Where the stream was asked for; for messages.</param>
/// <param name="options">How often, after which wait.</param>
/// <param name="cancel">Ends the stream.</param>
internal sealed class ResumedStream(StreamStart start, IAgentTransport agent, Uri url, A2AClientOptions options, CancellationToken cancel) : IAsyncDisposable
{
    private readonly RetryLoop _retries = new(options);
    private IAsyncEnumerator<StreamResponse> _updates = start.Open(cancel).GetAsyncEnumerator(cancel);

    // Over all connections.
    private StreamProgress _progress = new() { TaskId = start.TaskId };

    // Of the connection that is open.
    private int _brought;
    private long _openedAt = options.TimeProvider.GetTimestamp();
    private bool _isBack;
    private AgentTask? _snapshot;

    // Connections in a row that told nothing new and did not last.
    private int _vain;
    private bool _isOver;

    /// <summary>The next update; <c>null</c> at the end.</summary>
    /// <exception cref="A2AClientException">The stream is lost, or its agent refused.</exception>
    public async Task<StreamResponse?> NextAsync()
    {
        while (!_isOver)
        {
            try
            {
                if (!await _updates.MoveNextAsync())
                {
                    return null;
                }

                if (IsNews(_updates.Current))
                {
                    return Told(_updates.Current);
                }
            }
            catch (A2AClientException broken) when (MayGoOn(broken))
            {
                await GoOnAsync(broken);
            }
            catch (A2AClientException refused) when (_isBack && _brought == 0 && refused.Failure == A2AClientFailure.AgentError)
            {
                return await EndOfTaskAsync() ?? throw A2AClientException.NotResumed(CallNow(), refused, _vain);
            }
        }

        return null;
    }

    public ValueTask DisposeAsync() => _updates.DisposeAsync();

    /// <summary>
    /// A message that nothing has come back from may never have arrived: only its own stream can tell. An answer that does not even begin in time is not
    /// waited for again.
    /// </summary>
    private bool MayGoOn(A2AClientException broken) =>
        options.StreamReconnects > 0 && _progress.TaskId is not null && broken.Failure switch
        {
            A2AClientFailure.StreamBroken => start.IsRead || _progress.Events > 0,
            A2AClientFailure.TimedOut => _progress.Events > 0,
            _ => _isBack && RetryRules.MayPass(broken),
        };

    private async Task GoOnAsync(A2AClientException broken)
    {
        await _updates.DisposeAsync();
        // One that some server in between ends after a while did well.
        _vain = _brought > 0 && options.TimeProvider.GetElapsedTime(_openedAt) >= options.MaxRetryDelay ? 0 : _vain;
        if (_vain == options.StreamReconnects || !_retries.IsWithin(broken))
        {
            throw A2AClientException.NotResumed(CallNow(), broken, _vain);
        }

        await _retries.WaitAsync(_vain++, broken, cancel);
        var again = new SubscribeToTaskRequest { Id = _progress.TaskId!, Tenant = start.Tenant };
        _updates = agent.SubscribeToTaskAsync(again, cancel).GetAsyncEnumerator(cancel);
        (_isBack, _brought, _snapshot, _openedAt) = (true, 0, null, options.TimeProvider.GetTimestamp());
    }

    private bool IsNews(StreamResponse update)
    {
        _brought++;
        if (_snapshot is not null && Snapshot.Tells(_snapshot, update))
        {
            return false;
        }

        _snapshot = _isBack && _brought == 1 ? update.Task : null;
        // The task as it is comes on each connection: alone it does not show that the next one will do better.
        _vain = _brought > 1 ? 0 : _vain;
        return true;
    }

    private StreamResponse Told(StreamResponse update)
    {
        _progress = _progress.After(update);
        return update;
    }

    /// <summary>The task, if it has ended or waits for somebody: why an agent would not stream it.</summary>
    private async Task<StreamResponse?> EndOfTaskAsync()
    {
        var request = new GetTaskRequest { Id = _progress.TaskId!, Tenant = start.Tenant };
        var task = await _retries.RunAsync(() => agent.GetTaskAsync(request, cancel), RetryRules.MayPass, cancel);
        _isOver = task.Status.State is { IsTerminal: true } or { IsInterrupted: true };
        return _isOver ? Told(StreamResponse.Of(task)) : null;
    }

    private Call CallNow() => new(start.Operation, url) { Progress = _progress };
}
