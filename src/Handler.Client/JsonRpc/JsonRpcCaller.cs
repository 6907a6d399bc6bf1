using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Handler.Client.Http;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.JsonRpc;

/// <summary>
/// Calls the methods of one JSON-RPC interface (A2A 1.0, 9). What a method means is the transport's to know. Params are written when the call is made, so
/// that a fault in them is thrown where it is awaited.
/// </summary>
internal sealed class JsonRpcCaller(AgentHttp http, Uri url, JsonRpcDialect dialect)
{
    private long _lastId;

    public async Task<TResult> CallAsync<TResult>(
        string method, Func<byte[]> parameters, Func<JsonElement, TResult> read, CancellationToken cancel)
    {
        var (call, id, answer) = await ExchangeAsync(method, parameters, cancel);
        return JsonRpcAnswer.Read(call, JsonRpcAnswer.ResultOf(call, id, answer, dialect), read, typeof(TResult).Name);
    }

    /// <summary>For methods that answer with nothing: an empty object, <c>null</c>, or no result at all.</summary>
    public async Task CallAsync(string method, Func<byte[]> parameters, CancellationToken cancel)
    {
        var (call, id, answer) = await ExchangeAsync(method, parameters, cancel);
        JsonRpcAnswer.ResultOf(call, id, answer, dialect);
    }

    /// <summary>Opens a stream when it is enumerated; it ends with its task, or by an exception that says how far it came.</summary>
    public async IAsyncEnumerable<StreamResponse> StreamAsync(
        string method,
        Func<byte[]> parameters,
        string? taskId,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var call = CallOf(method) with { Progress = new StreamProgress { TaskId = taskId } };
        var id = NextId();
        using var deadline = new Deadline(http.Options.Timeout, http.Options.TimeProvider, cancel);
        using var request = CreateRequest(id, method, parameters, $"{A2AMediaTypes.EventStream}, {A2AMediaTypes.Json}");
        using var response = await http.SendAsync(call, request, deadline);
        if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType != A2AMediaTypes.EventStream)
        {
            // An agent refuses a stream with a plain JSON answer: its error is worth more than "no stream".
            throw JsonRpcAnswer.NoStream(call, id, await http.ReadAsync(call, response, deadline), dialect);
        }

        await using var updates = await UpdateStream.OpenAsync(
            call, response, deadline, http.Options, (now, item) => JsonRpcAnswer.UpdateOf(now, id, item.Data, dialect));
        while (await updates.NextAsync() is { } update)
        {
            yield return update;
        }
    }

    /// <summary>The beginning of a message about a method.</summary>
    public Call CallOf(string method) => new(method, url);

    private async Task<(Call Call, JsonRpcId Id, HttpAnswer Answer)> ExchangeAsync(
        string method, Func<byte[]> parameters, CancellationToken cancel)
    {
        var call = CallOf(method);
        var id = NextId();
        using var request = CreateRequest(id, method, parameters, A2AMediaTypes.Json);
        return (call, id, await http.ExchangeAsync(call, request, cancel));
    }

    private JsonRpcId NextId() => JsonRpcId.Of(Interlocked.Increment(ref _lastId));

    private HttpRequestMessage CreateRequest(JsonRpcId id, string method, Func<byte[]> parameters, string accept)
    {
        var body = new ArrayBufferWriter<byte>();
        JsonRpcWriter.WriteRequestJson(body, id, method, parameters());
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body.WrittenMemory) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(A2AMediaTypes.Json);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in dialect.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
