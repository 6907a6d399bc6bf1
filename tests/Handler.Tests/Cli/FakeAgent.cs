using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Handler.Tests.Cli;

/// <summary>An agent that another program could be: it says whatever the test wants, right or wrong, under its methods' names.</summary>
internal sealed class FakeAgent : HttpMessageHandler
{
    public const string Url = "http://agent.example/";

    private readonly Dictionary<string, Func<string>> _answers = new(StringComparer.Ordinal);

    private readonly Dictionary<string, (IReadOnlyList<string> Updates, Action Last)> _streams = new(StringComparer.Ordinal);

    /// <summary>What the agent was sent: the method and the parameters of each call.</summary>
    public List<(string Method, JsonNode Parameters, HttpRequestMessage Request)> Calls { get; } = [];

    public string Capabilities { get; init; } = """{"pushNotifications":true}""";

    /// <summary>Answers in the place of the agent, the card among what it answers.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? Instead { get; init; }

    public HttpClient Client => new(this, disposeHandler: false) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    /// <summary>Answers each call of a method with the same result.</summary>
    public FakeAgent Result(string method, string json) => Result(method, () => json);

    public FakeAgent Result(string method, Func<string> json)
    {
        _answers[method] = () => $"\"result\":{json()}";
        return this;
    }

    /// <summary>Answers each call of a method with a stream of results, which <paramref name="last"/> ends, or runs into.</summary>
    public FakeAgent Stream(string method, IReadOnlyList<string> updates, Action? last = null)
    {
        _streams[method] = (updates, last ?? (() => { }));
        return this;
    }

    public FakeAgent Error(string method, int code, string message)
    {
        _answers[method] = () => $$"""
            "error":{"code":{{code}},"message":"{{message}}"}
            """;
        return this;
    }

    /// <summary>Runs a command against the agent: <c>--url</c> comes with it.</summary>
    public Task<CliRun> RunAsync(params string[] args) => CliRun.Of(this, [.. args, "--url", Url]);

    public static string Task(string state, string id = "t-1", string more = "") =>
        $$"""{"id":"{{id}}","contextId":"c-1","status":{"state":"TASK_STATE_{{state}}"}{{more}}}""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Instead is { } instead)
        {
            return await instead(request, cancellationToken);
        }

        return request.Method == HttpMethod.Get ? Json(Card()) : await AnswerAsync(request, cancellationToken);
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var call = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancel))!;
        var method = (string)call["method"]!;
        Calls.Add((method, call["params"]!, request));
        var head = $"{{\"jsonrpc\":\"2.0\",\"id\":{call["id"]!.ToJsonString()},";
        if (!_streams.TryGetValue(method, out var stream))
        {
            return Json($"{head}{_answers[method]()}}}");
        }

        var events = string.Concat(stream.Updates.Select(update => $"data: {head}\"result\":{update}}}\n\n"));
        return new(HttpStatusCode.OK) { Content = new StreamContent(new ScriptedStream(events, stream.Last)) { Headers = { ContentType = new("text/event-stream") } } };
    }

    private string Card() => $$"""
        {"name":"Fake","description":"d","version":"1",
        "supportedInterfaces":[{"url":"{{Url}}","protocolBinding":"JSONRPC","protocolVersion":"1.0"}],
        "capabilities":{{Capabilities}},"defaultInputModes":["text/plain"],"defaultOutputModes":["text/plain"],
        "skills":[{"id":"s","name":"S","description":"d","tags":["t"]}]}
        """;
}
