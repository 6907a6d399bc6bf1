using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Transports;

/// <summary>
/// Streams as server-sent events, in the form of a binding. An error before the first event is thrown, to be answered as any other; a later
/// one is the last event.
/// </summary>
internal sealed partial class EventStreams(ILogger<EventStreams> log)
{
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
            return TypedResults.ServerSentEvents(WriteAsync(reader, write, fail, http.RequestAborted));
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
        IAsyncEnumerator<StreamResponse> reader,
        Func<StreamResponse, byte[]> write,
        Func<A2AException, SseItem<byte[]>> fail,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var _ = reader;
        do
        {
            yield return new SseItem<byte[]>(write(reader.Current));
            var (more, error) = await TryMoveAsync(reader, cancel);
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

    private async Task<(bool More, A2AException? Error)> TryMoveAsync(IAsyncEnumerator<StreamResponse> reader, CancellationToken cancel)
    {
        try
        {
            return (await reader.MoveNextAsync(), null);
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

    [LoggerMessage(40, LogLevel.Error, "A stream broke; the client is told of an internal error.")]
    private static partial void LogBroke(ILogger logger, Exception error);
}
