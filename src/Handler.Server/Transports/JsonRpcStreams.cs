using System.Runtime.CompilerServices;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Transports;

/// <summary>
/// Streams as server-sent events, each a whole response object. An error before the first event is a plain JSON answer, a later one the
/// last event.
/// </summary>
internal sealed partial class JsonRpcStreams(ILogger<JsonRpcStreams> log)
{
    public async Task<IResult> AnswerAsync(
        JsonRpcCall call, IAsyncEnumerable<StreamResponse> updates, Func<JsonRpcId, StreamResponse, byte[]> write)
    {
        var reader = updates.GetAsyncEnumerator(call.Aborted);
        var handedOver = false;
        try
        {
            if (!await reader.MoveNextAsync() || call.IsNotification)
            {
                return TypedResults.NoContent();
            }

            // For proxies of nginx's kind, which else hold events back until they have a bufferful.
            call.Http.Response.Headers["X-Accel-Buffering"] = "no";
            handedOver = true;
            return TypedResults.ServerSentEvents(WriteAsync(reader, call, write, call.Aborted));
        }
        finally
        {
            if (!handedOver)
            {
                await reader.DisposeAsync();
            }
        }
    }

    /// <summary>An error as a stream of one event, for clients that take nothing else.</summary>
    public static IResult Error(JsonRpcCall call, A2AException error) => TypedResults.ServerSentEvents(Once(call.Dialect.Error(call.Id, error)));

    private static async IAsyncEnumerable<byte[]> Once(byte[] only)
    {
        await Task.CompletedTask;
        yield return only;
    }

    private async IAsyncEnumerable<byte[]> WriteAsync(
        IAsyncEnumerator<StreamResponse> reader,
        JsonRpcCall call,
        Func<JsonRpcId, StreamResponse, byte[]> write,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var _ = reader;
        do
        {
            yield return write(call.Id, reader.Current);
            var (more, error) = await TryMoveAsync(reader, cancel);
            if (error is not null)
            {
                yield return call.Dialect.Error(call.Id, error);
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
