using System.Net;

namespace Handler.TestKit;

/// <summary>The socket-free way to a <see cref="ScriptedWebhook"/>.</summary>
internal sealed class ScriptedWebhookHandler(ScriptedWebhook webhook, TimeProvider clock) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answer = webhook.Enter(request.Method.Method, request.RequestUri!.PathAndQuery, HeadersOf(request), body);
        try
        {
            if (answer.Delay != TimeSpan.Zero)
            {
                await Task.Delay(answer.Delay, clock, cancellationToken);
            }
        }
        finally
        {
            webhook.Leave();
        }

        return answer.Breaks
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The scripted webhook broke the connection.", new IOException("Broken by script."))
            : ToResponse(answer, request);
    }

    private static Dictionary<string, string> HeadersOf(HttpRequestMessage request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
        {
            headers[name] = values.ToString();
        }

        return headers;
    }

    private static HttpResponseMessage ToResponse(WebhookAnswer answer, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = new ReadOnlyMemoryContent(answer.Body) };
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
