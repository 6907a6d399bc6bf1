using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Handler.Client.Http;
using Handler.Protocol;

namespace Handler.Client.Rest;

/// <summary>
/// Calls one REST interface (A2A 1.0, 11; 0.3, 3.5.3). Bodies are written when the call is made, so that a fault in them is thrown where it is awaited.
/// </summary>
internal sealed class RestCaller(AgentHttp http, Uri url, RestDialect dialect)
{
    public async Task<TResult> CallAsync<TResult>(
        string operation, HttpMethod method, string target, Func<byte[]>? body, Func<byte[], TResult> read, CancellationToken cancel)
    {
        var call = CallOf(operation);
        return RestAnswer.Read(call, await ExchangeAsync(call, method, target, body, cancel), dialect, read);
    }

    /// <summary>For operations that answer with nothing: an empty object, or no body at all.</summary>
    public async Task CallAsync(string operation, HttpMethod method, string target, CancellationToken cancel)
    {
        var call = CallOf(operation);
        RestAnswer.Check(call, await ExchangeAsync(call, method, target, body: null, cancel), dialect, "an empty answer");
    }

    /// <summary>Opens a stream when it is enumerated; it ends with its task, or by an exception that says how far it came.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="methods">
    /// The methods to try: where an agent does not have the first one, the next. Only for what may be asked twice.
    /// </param>
    /// <param name="target">Path and query.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="taskId">The task, where it is known.</param>
    /// <param name="cancel">Ends the stream.</param>
    public async IAsyncEnumerable<StreamResponse> StreamAsync(
        string operation,
        IReadOnlyList<HttpMethod> methods,
        string target,
        Func<byte[]>? body,
        string? taskId,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var call = CallOf(operation) with { Progress = new StreamProgress { TaskId = taskId } };
        using var deadline = new Deadline(http.Options.Timeout, http.Options.TimeProvider, cancel);
        using var response = await OpenAsync(call, methods, target, body, deadline);
        await using var updates = await UpdateStream.OpenAsync(
            call, response, deadline, http.Options, (now, item) => RestAnswer.UpdateOf(now, item.EventType, item.Data, dialect));
        while (await updates.NextAsync() is { } update)
        {
            yield return update;
        }
    }

    /// <summary>The beginning of a message about an operation.</summary>
    public Call CallOf(string operation) => new(operation, url);

    private async Task<HttpResponseMessage> OpenAsync(
        Call call, IReadOnlyList<HttpMethod> methods, string target, Func<byte[]>? body, Deadline deadline)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var request = CreateRequest(methods[attempt], target, body, $"{A2AMediaTypes.EventStream}, {A2AMediaTypes.Json}");
            var response = await http.SendAsync(call, request, deadline);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == A2AMediaTypes.EventStream)
            {
                return response;
            }

            using (response)
            {
                var answer = await http.ReadAsync(call, response, deadline);
                if (attempt + 1 == methods.Count || !IsUnknown(answer))
                {
                    RestAnswer.Check(call, answer, dialect, $"a stream ({A2AMediaTypes.EventStream})");
                    throw A2AClientException.UnexpectedAnswer(call, answer, $"a stream ({A2AMediaTypes.EventStream})");
                }
            }
        }
    }

    /// <summary>The agent does not have this method at this path; an unknown task, which is 404 as well, it tells as an error of A2A.</summary>
    private bool IsUnknown(HttpAnswer answer) =>
        answer.Status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented
        || (answer.Status is HttpStatusCode.NotFound && dialect.ReadError(answer.Body) is null);

    private async Task<HttpAnswer> ExchangeAsync(Call call, HttpMethod method, string target, Func<byte[]>? body, CancellationToken cancel)
    {
        using var request = CreateRequest(method, target, body, dialect.Accept);
        return await http.ExchangeAsync(call, request, cancel);
    }

    private HttpRequestMessage CreateRequest(HttpMethod method, string target, Func<byte[]>? body, string accept)
    {
        var request = new HttpRequestMessage(method, RestTarget.Below(url, target));
        if (body is not null)
        {
            // The name that every agent takes; 1.0.0 wants it here, 1.0.1 allows it.
            request.Content = new ByteArrayContent(body()) { Headers = { ContentType = new MediaTypeHeaderValue(A2AMediaTypes.Json) } };
        }

        request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in dialect.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
