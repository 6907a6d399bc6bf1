using System.Net.ServerSentEvents;
using Handler.Client.Http;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.JsonRpc;

/// <summary>
/// The updates of one open stream. It knows how far it came, so it can tell a stream that is at its end from one that broke off, and
/// says in every exception what came before.
/// </summary>
internal sealed class UpdateStream : IAsyncDisposable
{
    private readonly JsonRpcId _id;
    private readonly Deadline _deadline;
    private readonly A2AClientOptions _options;
    private readonly JsonRpcDialect _dialect;
    private readonly EventStreamBody _body;
    private readonly IAsyncEnumerator<SseItem<byte[]>> _events;
    private Call _call;

    private UpdateStream(Call call, JsonRpcId id, Stream body, Deadline deadline, A2AClientOptions options, JsonRpcDialect dialect)
    {
        _call = call;
        _id = id;
        _deadline = deadline;
        _options = options;
        _dialect = dialect;
        _body = new EventStreamBody(body, deadline, options.StreamSilence, options.MaxResponseBytes);
        _events = SseParser.Create(_body, (_, data) => data.ToArray()).EnumerateAsync(deadline.Token).GetAsyncEnumerator(deadline.Token);
    }

    public static async Task<UpdateStream> OpenAsync(
        Call call, JsonRpcId id, HttpResponseMessage response, Deadline deadline, A2AClientOptions options, JsonRpcDialect dialect) =>
        new(call, id, await response.Content.ReadAsStreamAsync(CancellationToken.None), deadline, options, dialect);

    /// <summary>The next update; <c>null</c> at the end, which is where the task ended, even if the agent does not close the stream.</summary>
    public async Task<StreamResponse?> NextAsync()
    {
        // Some agents leave the connection open after the end; waiting for its closing would wait for the silence limit.
        if (_call.Progress.IsWhole)
        {
            return null;
        }

        if (await NextDataAsync() is { } data)
        {
            var streamed = JsonRpcAnswer.UpdateOf(_call, _id, data, _dialect);
            _call = _call with { Progress = _call.Progress.After(streamed.Update) with { IsFinal = streamed.IsFinal } };
            return streamed.Update;
        }

        // 1.0 contradicts itself on interrupted states (3.1.2 against 11.7), so a stream that closes there is whole too.
        return _call.Progress.MayEnd ? null : throw A2AClientException.StreamBroken(_call);
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        await _body.DisposeAsync();
    }

    /// <summary>The next data; <c>null</c> when the agent closed the stream. Events without data are passed over: some keep a line alive so.</summary>
    private async Task<byte[]?> NextDataAsync()
    {
        try
        {
            while (await _events.MoveNextAsync())
            {
                // Counted from here although the parser may have read into the next one: the bound is on memory, not on exact sizes.
                _body.EventTaken();
                if (_events.Current.Data.Length > 0)
                {
                    return _events.Current.Data;
                }
            }

            return null;
        }
        catch (OperationCanceledException canceled)
        {
            _deadline.ThrowIfCallerCanceled();
            throw A2AClientException.Silent(_call, _deadline.Limit, canceled);
        }
        catch (InvalidDataException tooLong)
        {
            throw A2AClientException.TooLarge(_call, _options.MaxResponseBytes, tooLong);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw A2AClientException.StreamBroken(_call, broken);
        }
    }
}
