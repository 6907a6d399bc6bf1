using System.Net.ServerSentEvents;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>
/// Streams as server-sent events, each a whole response object. An error before the first event is a plain JSON answer, a later one the
/// last event.
/// </summary>
internal sealed class JsonRpcStreams(EventStreams events)
{
    public Task<IResult> AnswerAsync(
        JsonRpcCall call, IAsyncEnumerable<StreamResponse> updates, Func<JsonRpcId, StreamResponse, byte[]> write) =>
        events.AnswerAsync(
            call.Http, updates, !call.IsNotification, update => write(call.Id, update), error => new SseItem<byte[]>(call.Dialect.Error(call.Id, error)));

    /// <summary>An error as a stream of one event, for clients that take nothing else.</summary>
    public static IResult Error(byte[] error) => TypedResults.ServerSentEvents(Once(error));

    private static async IAsyncEnumerable<byte[]> Once(byte[] only)
    {
        await Task.CompletedTask;
        yield return only;
    }
}
