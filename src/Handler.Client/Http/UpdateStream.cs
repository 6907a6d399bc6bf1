using System.Net.ServerSentEvents;
using Handler.Protocol;

namespace Handler.Client.Http;

/// <summary>
/// The updates of one open stream. It knows how far it came, so it can tell a stream that is at its end from one that broke off, and
/// says in every exception what came before.
/// </summary>
internal sealed class UpdateStream : IAsyncDisposable
{
    private readonly Deadline _deadline;
    private readonly A2AClientOptions _options;
    private readonly Func<Call, SseItem<byte[]>, StreamedUpdate> _read;
    private readonly EventStreamBody _body;
    private readonly IAsyncEnumerator<SseItem<byte[]>> _events;
    private Call _call;

    private UpdateStream(Call call, Stream body, Deadline deadline, A2AClientOptions options, Func<Call, SseItem<byte[]>, StreamedUpdate> read)
    {
        _call = call;
        _deadline = deadline;
        _options = options;
        _read = read;
        _body = new EventStreamBody(body, deadline, options.StreamSilence, options.MaxResponseBytes);
        _events = SseParser.Create(_body, (_, data) => data.ToArray()).EnumerateAsync(deadline.Token).GetAsyncEnumerator(deadline.Token);
    }

    /// <summary>Begins to read an answer whose headers are there.</summary>
    /// <param name="call">What was asked, and how far the stream has come.</param>
    /// <param name="response">The answer.</param>
    /// <param name="deadline">What ends the wait.</param>
    /// <param name="options">How long it may be silent, and how long an event may be.</param>
    /// <param name="read">What an event means in the binding.</param>
    public static async Task<UpdateStream> OpenAsync(
        Call call, HttpResponseMessage response, Deadline deadline, A2AClientOptions options, Func<Call, SseItem<byte[]>, StreamedUpdate> read) =>
        new(call, await response.Content.ReadAsStreamAsync(CancellationToken.None), deadline, options, read);

    /// <summary>The next update; <c>null</c> at the end, which is where the task ended, even if the agent does not close the stream.</summary>
    public async Task<StreamResponse?> NextAsync()
    {
        // Some agents leave the connection open after the end; waiting for its closing would wait for the silence limit.
        if (_call.Progress.IsWhole)
        {
            return null;
        }

        if (await NextEventAsync() is { } item)
        {
            var streamed = _read(_call, item);
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

    /// <summary>The next event; <c>null</c> when the agent closed the stream. Events without data are passed over: some keep a line alive so.</summary>
    private async Task<SseItem<byte[]>?> NextEventAsync()
    {
        try
        {
            while (await _events.MoveNextAsync())
            {
                // Counted from here although the parser may have read into the next one: the bound is on memory, not on exact sizes.
                _body.EventTaken();
                if (_events.Current.Data.Length > 0)
                {
                    return _events.Current;
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
