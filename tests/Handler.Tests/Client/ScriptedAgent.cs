using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Handler.Client;

namespace Handler.Tests.Client;

/// <summary>An agent without a socket: answers what it was told to, in order, and keeps what it was sent.</summary>
internal sealed class ScriptedAgent : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    public const string Url = "https://agent.example/a2a";

    public List<(HttpMethod Method, Uri Url, HttpRequestHeaders Headers, string? ContentType, string Body)> Requests { get; } = [];

    public string LastBody => Requests[^1].Body;

    public ScriptedAgent Answer(string body, HttpStatusCode status = HttpStatusCode.OK, string mediaType = "application/json") =>
        Answer(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) });

    public ScriptedAgent Answer(HttpResponseMessage response) => Answer(_ => Task.FromResult(response));

    public ScriptedAgent Answer(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedAgent Result(string json, int id = 1) => Answer($$"""{"jsonrpc":"2.0","id":{{id}},"result":{{json}}}""");

    public ScriptedAgent Stream(params IEnumerable<string> chunks) => Stream(new ChunkedBody(chunks));

    public ScriptedAgent Stream(Stream body)
    {
        var content = new StreamContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return Answer(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }

    public A2AClient Client(A2AClientOptions? options = null, string? tenant = null) => new(Url, options ?? Options(), tenant);

    /// <summary>Options of a client that asks once.</summary>
    public A2AClientOptions Options() => new() { HttpClient = new HttpClient(this), NewMessageId = () => "m-1", Retries = 0, StreamReconnects = 0 };

    public static Task<HttpResponseMessage> Never(CancellationToken cancel) =>
        Task.Delay(System.Threading.Timeout.Infinite, cancel).ContinueWith<HttpResponseMessage>(
            _ => throw new TaskCanceledException("The request was canceled.", null, cancel), TaskScheduler.Default);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add((request.Method, request.RequestUri!, request.Headers, request.Content?.Headers.ContentType?.ToString(), body));
        return await _answers.Dequeue()(cancellationToken);
    }
}
