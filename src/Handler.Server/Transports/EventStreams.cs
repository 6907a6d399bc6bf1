using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports;

/// <summary>
/// Streams as server-sent events, in the form of a binding. An error before the first event is thrown, to be answered as any other; a later
/// one is the last event. While nothing happens a comment is sent from time to time.
/// </summary>
internal sealed partial class EventStreams(IOptions<A2AAgentOptions> options, TimeProvider time, ILogger<EventStreams> log)
{
    private static readonly ReadOnlyMemory<byte> KeepAlive = ": keep-alive\n\n"u8.ToArray();

    /// <summary>Waits for the first update and makes the answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="updates">The stream.</param>
    /// <param name="isWanted">False for a call that wants no answer: it is begun and not told.</param>
    /// <param name="write">The data of an update's event.</param>
    /// <param name="fail">The event of an error.</param>
    public async Task<IResult> AnswerAsync(
        HttpContext http,
        IAsyncEnumerable<StreamResponse> updates,
        bool isWanted,
        Func<StreamResponse, byte[]> write,
        Func<A2AException, SseItem<byte[]>> fail)
    {
        var reader = updates.GetAsyncEnumerator(http.RequestAborted);
        var handedOver = false;
        try
        {
            if (!await reader.MoveNextAsync() || !isWanted)
            {
                return TypedResults.NoContent();
            }

            // For proxies of nginx's kind, which else hold events back until they have a bufferful.
            http.Response.Headers["X-Accel-Buffering"] = "no";
            handedOver = true;
            return TypedResults.ServerSentEvents(WriteAsync(http, reader, write, fail, http.RequestAborted));
        }
        finally
        {
            if (!handedOver)
            {
                await reader.DisposeAsync();
            }
        }
    }

    private async IAsyncEnumerable<SseItem<byte[]>> WriteAsync(
        HttpContext http,
        IAsyncEnumerator<StreamResponse> reader,
        Func<StreamResponse, byte[]> write,
        Func<A2AException, SseItem<byte[]>> fail,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var _ = reader;
        do
        {
            yield return new SseItem<byte[]>(write(reader.Current));
            var (more, error) = await TryMoveAsync(http, reader, cancel);
            if (error is not null)
            {
                yield return fail(error);
            }

            if (!more)
            {
                yield break;
            }
        }
        while (true);
    }

    private async Task<(bool More, A2AException? Error)> TryMoveAsync(
        HttpContext http, IAsyncEnumerator<StreamResponse> reader, CancellationToken cancel)
    {
        try
        {
            return (await MoveAsync(http, reader), null);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return (false, null);
        }
        catch (A2AException error)
        {
            return (false, error);
        }
        catch (Exception error)
        {
            LogBroke(log, error);
            return (false, A2AException.InternalError(error));
        }
    }

    /// <summary>The next update. Whoever writes the events waits for it here, so that there is nobody else who writes meanwhile.</summary>
    private async Task<bool> MoveAsync(HttpContext http, IAsyncEnumerator<StreamResponse> reader)
    {
        var moving = reader.MoveNextAsync().AsTask();
        try
        {
            while (await IsSilentAsync(moving))
            {
                await http.Response.Body.WriteAsync(KeepAlive, CancellationToken.None);
                await http.Response.Body.FlushAsync(CancellationToken.None);
            }
        }
        catch (IOException)
        {
            // The client is gone. A reader must not be left in the midst of a move, and its own token ends that.
        }

        return await moving;
    }

    private async Task<bool> IsSilentAsync(Task moving)
    {
        if (moving.IsCompleted || options.Value.StreamKeepAlive == TimeSpan.Zero)
        {
            return false;
        }

        using var over = new CancellationTokenSource();
        var isSilent = await Task.WhenAny(moving, Task.Delay(options.Value.StreamKeepAlive, time, over.Token)) != moving;
        await over.CancelAsync();
        return isSilent;
    }

    [LoggerMessage(40, LogLevel.Error, "A stream broke; the client is told of an internal error.")]
    private static partial void LogBroke(ILogger logger, Exception error);
}
