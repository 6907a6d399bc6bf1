using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Handler.Client.Http;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.JsonRpc;

/// <summary>Calls the methods of one JSON-RPC interface (A2A 1.0, 9). What a method means is the client's to know.</summary>
internal sealed class JsonRpcCaller(AgentHttp http, Uri url)
{
    private long _lastId;

    public async Task<TResult> CallAsync<TParams, TResult>(string method, TParams parameters, CancellationToken cancel)
    {
        var (call, id, answer) = await ExchangeAsync(method, parameters, cancel);
        return JsonRpcAnswer.Read<TResult>(call, JsonRpcAnswer.ResultOf(call, id, answer));
    }

    /// <summary>For methods that answer with nothing: an empty object, <c>null</c>, or no result at all.</summary>
    public async Task CallAsync<TParams>(string method, TParams parameters, CancellationToken cancel)
    {
        var (call, id, answer) = await ExchangeAsync(method, parameters, cancel);
        JsonRpcAnswer.ResultOf(call, id, answer);
    }

    /// <summary>Opens a stream when it is enumerated; it ends with its task, or by an exception that says how far it came.</summary>
    public async IAsyncEnumerable<StreamResponse> StreamAsync<TParams>(
        string method,
        TParams parameters,
        string? taskId,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var call = new Call(method, url) { Progress = new StreamProgress { TaskId = taskId } };
        var id = NextId();
        using var deadline = new Deadline(http.Options.Timeout, http.Options.TimeProvider, cancel);
        using var request = CreateRequest(id, method, parameters, $"{A2AMediaTypes.EventStream}, {A2AMediaTypes.Json}");
        using var response = await http.SendAsync(call, request, deadline);
        if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType != A2AMediaTypes.EventStream)
        {
            // An agent refuses a stream with a plain JSON answer: its error is worth more than "no stream".
            throw JsonRpcAnswer.NoStream(call, id, await http.ReadAsync(call, response, deadline));
        }

        await using var updates = await UpdateStream.OpenAsync(call, id, response, deadline, http.Options);
        while (await updates.NextAsync() is { } update)
        {
            yield return update;
        }
    }

    private async Task<(Call Call, JsonRpcId Id, HttpAnswer Answer)> ExchangeAsync<TParams>(
        string method, TParams parameters, CancellationToken cancel)
    {
        var call = new Call(method, url);
        var id = NextId();
        using var request = CreateRequest(id, method, parameters, A2AMediaTypes.Json);
        return (call, id, await http.ExchangeAsync(call, request, cancel));
    }

    private JsonRpcId NextId() => JsonRpcId.Of(Interlocked.Increment(ref _lastId));

    private HttpRequestMessage CreateRequest<TParams>(JsonRpcId id, string method, TParams parameters, string accept)
    {
        var body = new ArrayBufferWriter<byte>();
        JsonRpcWriter.WriteRequest(body, id, method, parameters);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body.WrittenMemory) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(A2AMediaTypes.Json);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return request;
    }
}
