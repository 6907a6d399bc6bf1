using System.Net;
using System.Text;

namespace Handler.Tests.Cli;

/// <summary>The operations of an agent that say what the test wants, under their paths.</summary>
internal sealed class FakeOperations : HttpMessageHandler
{
    public const string Url = "http://agent.example";

    public const string Token = "a-token-of-operators";

    public const string Lane =
        """
        {"lane":"0190b6c1e5d07a3c8f21d4e5a6b7c8d9","tenant":"","owner":"","taskId":"t-1","configId":"default","origin":"https://hooks.example:443",
        "protocolVersion":"1.0","state":"waiting","waiting":3,"dead":2,"passedOver":0,"passed":16,
        "next":{"id":"msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17","sequence":17,"committedAt":"2026-03-01T18:30:45.123Z","tries":4,"due":"2026-03-01T18:31:00.000Z"},
        "lastAttempt":{"sequence":17,"number":4,"startedAt":"2026-03-01T18:30:52.250Z","durationMs":12.5,"outcome":"answered","status":503,"detail":"The webhook answered 503.","excerpt":"busy"}}
        """;

    public const string DeadLetter =
        """
        {"first":"msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3","last":"msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_4","count":2,"redelivered":1,"reason":"refused",
        "at":"2026-03-01T18:20:00.000Z","lane":"0190b6c1e5d07a3c8f21d4e5a6b7c8d9","tenant":"","owner":"","taskId":"t-1","configId":"default","origin":"https://hooks.example:443",
        "lastAttempt":{"sequence":3,"number":6,"startedAt":"2026-03-01T18:19:59.000Z","durationMs":8,"outcome":"answered","status":404,"detail":"The webhook answered 404."}}
        """;

    public const string Gate =
        """
        {"tenant":"","owner":"","origin":"https://hooks.example:443","state":"held","hold":{"cause":"breaker","since":"2026-03-01T18:31:00.000Z","until":"2026-03-01T18:31:05.000Z","reason":"The last 20 attempts failed."},
        "level":1,"waitingLanes":1,"waiting":3,"oldestWaiting":"2026-03-01T18:30:45.123Z",
        "activity":{"perMinute":20,"p50Ms":8.2,"p95Ms":31.5,"lastErrorAt":"2026-03-01T18:31:00.000Z","lastError":"The webhook answered 503."}}
        """;

    public const string Delivery =
        $$"""
        {"id":"msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3","sequence":3,"state":"dead","committedAt":"2026-03-01T18:00:00.000Z","deadLetter":{{DeadLetter}},
        "attempts":[{"sequence":3,"number":6,"startedAt":"2026-03-01T18:19:59.000Z","durationMs":8,"outcome":"answered","status":404,"detail":"The webhook answered 404."}],
        "headers":{"Content-Type":"application/a2a+json","Authorization":"Bearer ***","webhook-id":"msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3"},
        "body":{"statusUpdate":{"taskId":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_WORKING"} } } }
        """;

    public const string Redelivered =
        """
        {"id":"msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3","outcome":"delivered","sentAs":"msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3",
        "attempt":{"sequence":3,"number":7,"startedAt":"2026-03-01T18:40:00.000Z","durationMs":5,"outcome":"delivered","status":200} }
        """;

    private readonly Dictionary<string, (HttpStatusCode Status, string Json)> _answers = new(StringComparer.Ordinal)
    {
        ["GET lanes"] = (HttpStatusCode.OK, $$"""{"lanes":[{{Lane}}],"nextPageToken":""}"""),
        ["GET dead-letters"] = (HttpStatusCode.OK, $$"""{"deadLetters":[{{DeadLetter}}],"nextPageToken":""}"""),
        ["GET gates"] = (HttpStatusCode.OK, $$"""{"gates":[{{Gate}}],"nextPageToken":""}"""),
        ["POST deliveries/msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3/redeliver"] = (HttpStatusCode.OK, Redelivered),
        ["POST dead-letters/redeliver"] = (HttpStatusCode.OK, $$"""{"redeliveries":[{{Redelivered}}],"nextPageToken":""}"""),
        ["POST gates/hold"] = (HttpStatusCode.OK, """{"gates":[{"tenant":"","owner":"","origin":"https://hooks.example:443","state":"held","changed":true}]}"""),
        ["GET deliveries/msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3"] = (HttpStatusCode.OK, Delivery),
    };

    /// <summary>What was asked: method, path below the operations with its query, body.</summary>
    public List<(string Line, string Body)> Calls { get; } = [];

    /// <summary>Answers in the place of all.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? Instead { get; init; }

    /// <summary>Answers a method and a path.</summary>
    public FakeOperations Answer(string line, string json, HttpStatusCode status = HttpStatusCode.OK)
    {
        _answers[line] = (status, json);
        return this;
    }

    /// <summary>Runs a command against them: <c>--url</c> and <c>--token</c> come with it.</summary>
    public Task<CliRun> RunAsync(params string[] args) => CliRun.Of(this, [.. args, "--url", Url, "--token", Token]);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Instead is { } instead)
        {
            return await instead(request, cancellationToken);
        }

        request.Headers.Authorization!.ToString().ShouldBe($"Bearer {Token}");
        var path = request.RequestUri!.PathAndQuery.Replace("/operations/", "", StringComparison.Ordinal);
        Calls.Add(($"{request.Method} {path}", request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        var (status, json) = _answers[$"{request.Method} {path.Split('?')[0]}"];
        return new HttpResponseMessage(status)
        {
            Content = new StringContent(json, Encoding.UTF8, (int)status < 300 ? "application/json" : "application/problem+json"),
        };
    }
}
