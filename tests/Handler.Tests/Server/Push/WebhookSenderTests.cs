using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

public sealed class WebhookSenderTests
{
    private const string Token = "tok-0123456789";
    private const string Credentials = "cred-abcdefghij";

    private readonly ManualClock _clock = new();
    private readonly ScriptedWebhook _hook;
    private readonly PushOptions _options = new();
    private readonly SimulationLoop _loop;

    public WebhookSenderTests()
    {
        _hook = new ScriptedWebhook(_clock);
        _loop = new SimulationLoop(_clock);
    }

    [Fact]
    public void A_2xx_is_delivered()
    {
        _hook.Answer(202, delay: TimeSpan.FromMilliseconds(30));

        var result = Send();

        result.Outcome.ShouldBe(AttemptOutcome.Delivered);
        (result.Status, result.Detail, result.Excerpt).ShouldBe((202, null, null));
        (result.StartedAt, result.Duration).ShouldBe((new ManualClock().GetUtcNow(), TimeSpan.FromMilliseconds(30)));
    }

    [Fact]
    public void The_request_is_a_POST_of_exactly_the_body_and_the_headers()
    {
        Send();

        var arrival = _hook.Arrivals.ShouldHaveSingleItem();
        (arrival.Method, arrival.Path, arrival.Text).ShouldBe(("POST", "/hook?key=s3cret", """{"x":1}"""));
        arrival.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}").ShouldBe(
        [
            $"Authorization: Bearer {Credentials}", "Content-Length: 7", "Content-Type: application/a2a+json", $"X-A2A-Notification-Token: {Token}",
        ]);
    }

    [Theory]
    [InlineData(301, "The webhook answered 301; redirects are not followed.")]
    [InlineData(404, "The webhook answered 404.")]
    [InlineData(410, "The webhook answered 410: it wants no more notifications of this config.")]
    [InlineData(503, "The webhook answered 503.")]
    public void Any_other_status_is_an_answer_with_its_excerpt(int status, string detail)
    {
        _hook.Answer(status, body: "no luck");

        var result = Send();

        (result.Outcome, result.Status, result.Detail, result.Excerpt).ShouldBe((AttemptOutcome.Answered, status, detail, "no luck"));
    }

    [Theory]
    [InlineData(503, "30", 30)]
    [InlineData(429, "Thu, 01 Jan 2026 00:02:00 GMT", 120)]
    [InlineData(503, "nonsense", null)]
    [InlineData(404, "30", null)]
    [InlineData(200, "30", null)]
    public void Retry_After_is_read_where_it_counts(int status, string header, int? seconds)
    {
        _hook.Answer(status, retryAfter: header);

        Send().RetryAfter.ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }

    [Fact]
    public void Two_Retry_After_headers_say_nothing()
    {
        _hook.Answer(WebhookAnswer.Of(503) with { Headers = [new("Retry-After", "5"), new("Retry-After", "10")] });

        Send().RetryAfter.ShouldBeNull();
    }

    [Fact]
    public void Silence_ends_at_the_deadline()
    {
        _hook.Hang();

        var result = Send(runFor: TimeSpan.FromSeconds(15));

        result.Outcome.ShouldBe(AttemptOutcome.DeadlineExceeded);
        result.Duration.ShouldBe(TimeSpan.FromSeconds(15));
        result.Detail.ShouldBe("No answer within 15 s (Push.AttemptTimeout).");
    }

    [Fact]
    public void A_broken_connection_is_a_result()
    {
        _hook.Break();

        Send().Outcome.ShouldBe(AttemptOutcome.ConnectionBroken);
    }

    [Fact]
    public void Our_own_cancellation_is_thrown()
    {
        _hook.Hang();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1), _clock);
        var sending = _loop.Start(() => Sender().SendAsync(Request(), stop.Token));

        _loop.RunFor(TimeSpan.FromSeconds(2));

        sending.IsCanceled.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_sent_when_we_had_canceled_before()
    {
        Should.Throw<OperationCanceledException>(() => _loop.Run(() => Sender().SendAsync(Request(), new CancellationToken(canceled: true))));

        _hook.Arrivals.ShouldBeEmpty();
    }

    [Fact]
    public void A_2xx_whose_body_stalls_is_delivered_at_the_deadline()
    {
        var result = SendTo(_ => new StallingStream("half"));

        (result.Outcome, result.Duration).ShouldBe((AttemptOutcome.Delivered, TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public void A_2xx_whose_body_stalls_is_delivered_although_we_cancel()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1), _clock);

        var result = SendTo(_ => new StallingStream("half"), cancel: stop.Token);

        (result.Outcome, result.Duration).ShouldBe((AttemptOutcome.Delivered, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void An_answer_whose_body_stalls_keeps_its_status_and_what_came()
    {
        var result = SendTo(_ => new StallingStream("half"), status: 500);

        (result.Outcome, result.Status, result.Excerpt).ShouldBe((AttemptOutcome.Answered, 500, "half"));
    }

    [Fact]
    public void Of_an_endless_body_4_KB_are_read_and_1_KB_is_kept()
    {
        var endless = new EndlessStream();

        var result = SendTo(_ => endless, status: 500);

        result.Excerpt.ShouldBe(new string('x', 1024));
        endless.Read.ShouldBe(WebhookSender.MaxAnswerBytes);
    }

    [Fact]
    public void A_large_body_of_a_2xx_is_not_read_at_all()
    {
        var large = new EndlessStream();

        SendTo(_ => large, length: 10L << 30).Outcome.ShouldBe(AttemptOutcome.Delivered);

        large.Read.ShouldBe(0);
    }

    [Fact]
    public void An_excerpt_tells_no_secret_and_no_control_character()
    {
        _hook.Answer(403, body: $"\u001b[31mtoken {Token}, auth Bearer {Credentials}, at /hook?key=s3cret\r\nkey=s3cret");

        Send().Excerpt.ShouldBe(" [31mtoken ***, auth Bearer ***, at ***  ***");
    }

    [Theory]
    [InlineData("Bearer", "line\r\nX-Evil: 1")]
    [InlineData("Bearer", "nul\0")]
    [InlineData("Bearer", "ünï")]
    public void Stored_values_that_no_header_may_have_never_reach_the_wire(string scheme, string credentials)
    {
        var endpoint = Endpoint() with { Authentication = new AuthenticationInfo { Scheme = scheme, Credentials = credentials } };

        var result = Send(Request(endpoint));

        result.Outcome.ShouldBe(AttemptOutcome.RequestInvalid);
        result.Detail.ShouldNotBeNull().ShouldContain("Authorization");
        _hook.Arrivals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no URL at all")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("/hook")]
    public void A_stored_URL_that_is_none_is_a_result(string url) =>
        Send(Request(Endpoint() with { Url = url })).Outcome.ShouldBe(AttemptOutcome.RequestInvalid);

    private AttemptResult Send(WebhookRequest? request = null, TimeSpan? runFor = null)
    {
        var sending = _loop.Start(() => Sender().SendAsync(request ?? Request(), CancellationToken.None));
        _loop.RunFor(runFor ?? TimeSpan.FromSeconds(1));
        sending.IsCompleted.ShouldBeTrue();
        return sending.GetAwaiter().GetResult();
    }

    private AttemptResult SendTo(Func<HttpRequestMessage, Stream> body, int status = 200, long? length = null, CancellationToken cancel = default)
    {
        using var invoker = new HttpMessageInvoker(new StreamHandler(body, status, length));
        var sending = _loop.Start(() => new WebhookSender(invoker, _options, _clock).SendAsync(Request(), cancel));
        _loop.RunFor(TimeSpan.FromSeconds(15));
        sending.IsCompleted.ShouldBeTrue();
        return sending.GetAwaiter().GetResult();
    }

    private WebhookSender Sender() => new(new HttpMessageInvoker(_hook.CreateHandler()), _options, _clock);

    private static PushEndpoint Endpoint() =>
        new()
        {
            Url = "https://hooks.example.com/hook?key=s3cret",
            Token = Token,
            Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = Credentials },
        };

    private static WebhookRequest Request(PushEndpoint? endpoint = null)
    {
        endpoint ??= Endpoint();
        return new WebhookRequest
        {
            Endpoint = endpoint,
            ContentType = "application/a2a+json",
            Headers =
            [
                new("Authorization", $"{endpoint.Authentication!.Scheme} {endpoint.Authentication.Credentials}"),
                new("X-A2A-Notification-Token", endpoint.Token!),
            ],
            Body = """{"x":1}"""u8.ToArray(),
        };
    }
}
