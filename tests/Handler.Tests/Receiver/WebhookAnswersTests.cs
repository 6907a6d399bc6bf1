using System.Net;
using System.Text;
using Handler.Protocol.Webhooks;
using Handler.Receiver;
using Handler.Receiver.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Receiver;

/// <summary>The rows of the webhook's table, byte for byte.</summary>
public sealed class WebhookAnswersTests
{
    private const string Active = """{"status":"ok","message":"Webhook is active"}""";
    private const string Received = """{"status":"ok","received":true}""";
    private const string NoJson = """{"error":"Invalid JSON"}""";
    private const string NoObject = """{"error":"Payload must be a JSON object"}""";
    private const string BadToken = """{"error":"Invalid notification token"}""";
    private const string TooLarge = """{"error":"Payload too large"}""";

    [Theory]
    [InlineData("/webhook")]
    [InlineData("/webhook/")]
    [InlineData("/webhook?validationToken=")]
    [InlineData("/webhook?other=1")]
    public async Task Get_says_that_the_webhook_is_active(string url)
    {
        await using var host = await ReceiverHost.StartAsync();

        var answer = await host.Client.GetAsync(url);

        await ShouldBe(answer, 200, Active);
    }

    [Fact]
    public async Task Head_answers_as_get_does_without_a_body()
    {
        await using var host = await ReceiverHost.StartAsync();

        var answer = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/webhook"));

        await ShouldBe(answer, 200, "");
        answer.Content.Headers.ContentLength.ShouldBe(Active.Length);
    }

    [Theory]
    [InlineData("abc-123")]
    [InlineData("!~")]
    public async Task Get_echoes_a_validation_token_as_plain_text(string token)
    {
        await using var host = await ReceiverHost.StartAsync();

        var answer = await host.Client.GetAsync("/webhook?validationToken=" + Uri.EscapeDataString(token));

        await ShouldBe(answer, 200, token, "text/plain");
    }

    [Fact]
    public async Task Get_echoes_256_characters_and_refuses_257()
    {
        await using var host = await ReceiverHost.StartAsync();

        var longest = await host.Client.GetAsync("/webhook?validationToken=" + new string('x', 256));
        var longer = await host.Client.GetAsync("/webhook?validationToken=" + new string('x', 257));

        await ShouldBe(longest, 200, new string('x', 256), "text/plain");
        longer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("\u007f")]
    [InlineData("é")]
    [InlineData("a&validationToken=b")]
    public async Task Get_refuses_a_validation_token_that_is_not_visible_ascii_given_once(string token)
    {
        await using var host = await ReceiverHost.StartAsync();
        var query = token.Contains('&', StringComparison.Ordinal) ? token : Uri.EscapeDataString(token);

        var answer = await host.Client.GetAsync("/webhook?validationToken=" + query);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/a2a+json")]
    [InlineData("text/plain")]
    [InlineData("no such thing")]
    [InlineData(null)]
    public async Task Post_takes_an_object_whatever_the_content_type(string? contentType)
    {
        await using var host = await ReceiverHost.StartAsync();
        var content = new ByteArrayContent("""{"id":"t"}"""u8.ToArray());
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        var answer = await host.PostAsync(content);

        await ShouldBe(answer, 200, Received);
        (await host.Inbox.ListAsync()).Total.ShouldBe(1);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"{}\"")]
    [InlineData("12")]
    [InlineData("null")]
    [InlineData(" true ")]
    public async Task Post_refuses_json_that_is_no_object(string body)
    {
        await using var host = await ReceiverHost.StartAsync();

        var answer = await host.PostAsync(body);

        await ShouldBe(answer, 400, NoObject);
        (await host.Inbox.ListAsync()).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":Infinity}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("""{} {}""")]
    [InlineData("""{"a":1 /* no */}""")]
    [InlineData("""{'a':1}""")]
    [InlineData("a=1&b=2")]
    public async Task Post_refuses_what_is_no_json(string body)
    {
        await using var host = await ReceiverHost.StartAsync();

        var answer = await host.PostAsync(body);

        await ShouldBe(answer, 400, NoJson);
        (await host.Inbox.ListAsync()).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("7B 22 61 22 3A 22 FF 22 7D")]          // 0xFF is never UTF-8
    [InlineData("7B 22 61 22 3A 22 C0 AF 22 7D")]       // overlong
    [InlineData("7B 22 61 22 3A 22 ED A0 80 22 7D")]    // a surrogate as bytes
    [InlineData("FF FE 7B 00 7D 00")]                   // UTF-16
    [InlineData("7B 22 61 22 3A 22 00 22 7D")]          // NUL in a string
    public async Task Post_refuses_bytes_that_are_not_utf8_json(string bytes)
    {
        await using var host = await ReceiverHost.StartAsync();

        var answer = await host.PostAsync(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)));

        await ShouldBe(answer, 400, NoJson);
    }

    [Theory]
    [InlineData("\ufeff{\"id\":\"t\"}")]
    [InlineData("""{"id":"x","id":"t"}""")]
    [InlineData("""{"id":"t","text":"\ud83d"}""")]
    [InlineData("""{"id":"t","\ud83d":1}""")]
    [InlineData("""{"id":"t","n":1e999999999999}""")]
    [InlineData("""{"id":"t","n":-123456789012345678901234567890.000000000000000001}""")]
    [InlineData("""{"id":"t","":{"":null}}""")]
    public async Task Post_takes_json_that_is_odd_but_json(string body)
    {
        await using var host = await ReceiverHost.StartAsync();

        var answer = await host.PostAsync(body);

        await ShouldBe(answer, 200, Received);
        var kept = (await host.Inbox.ListAsync()).Entries.ShouldHaveSingleItem().Notification;
        kept.TaskId.ShouldBe("t");
        kept.Body.ToArray().ShouldBe(Encoding.UTF8.GetBytes(body));
    }

    [Theory]
    [InlineData(255, 200)]
    [InlineData(256, 400)]
    [InlineData(100_000, 400)]
    public async Task Post_takes_nesting_up_to_256(int arraysInTheObject, int status)
    {
        await using var host = await ReceiverHost.StartAsync();
        var body = "{\"a\":" + new string('[', arraysInTheObject) + new string(']', arraysInTheObject) + "}";

        var answer = await host.PostAsync(body);

        await ShouldBe(answer, status, status == 200 ? Received : NoJson);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(WebhookHeaders.NotificationToken, "wrong")]
    [InlineData(WebhookHeaders.NotificationToken, "")]
    [InlineData(WebhookHeaders.NotificationToken, "first ,second")]
    [InlineData("Authorization", "Bearer first")]
    public async Task Post_refuses_a_missing_or_wrong_token_before_it_reads_the_body(string? header, string? token)
    {
        await using var host = await ReceiverHost.StartAsync(receiver => receiver.Accept.Token("first").Token("second"));
        using var body = new CountingContent(new byte[1 << 22]);

        var answer = await host.PostAsync(body, header is null ? [] : [(header, token!)]);

        await ShouldBe(answer, 401, BadToken);
        body.Written.ShouldBeLessThan(1 << 22);
        (await host.Inbox.ListAsync()).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("X-A2A-Notification-Token", "first")]
    [InlineData("x-a2a-notification-token", "second")]
    [InlineData("A2A-Notification-Token", "first")]
    public async Task Post_takes_each_accepted_token_under_both_names(string header, string token)
    {
        await using var host = await ReceiverHost.StartAsync(receiver => receiver.Accept.Token("first").Token("second"));

        var answer = await host.PostAsync("{}", (header, token));

        await ShouldBe(answer, 200, Received);
        (await host.Inbox.ListAsync()).Entries[0].Notification.Token.ShouldBe(TokenState.Verified);
    }

    [Fact]
    public async Task Post_with_a_wrong_token_and_a_huge_body_is_401_and_not_413()
    {
        await using var host = await ReceiverHost.StartAsync(receiver =>
        {
            receiver.Accept.Token("right");
            receiver.MaxBodyBytes = 10;
        });

        var answer = await host.PostAsync(new string('x', 1000), (WebhookHeaders.NotificationToken, "wrong"));

        await ShouldBe(answer, 401, BadToken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_takes_a_body_at_the_limit_and_refuses_one_byte_more(bool chunked)
    {
        await using var host = await ReceiverHost.StartAsync(receiver => receiver.MaxBodyBytes = 5000);
        var atLimit = Encoding.ASCII.GetBytes("{\"a\":\"" + new string('x', 5000 - 8) + "\"}");

        var taken = await host.PostAsync(Content(atLimit, chunked));
        var refused = await host.PostAsync(Content([.. atLimit, (byte)' '], chunked));

        await ShouldBe(taken, 200, Received);
        await ShouldBe(refused, 413, TooLarge);
    }

    [Fact]
    public async Task Post_does_not_read_an_endless_body_to_its_end()
    {
        await using var host = await ReceiverHost.StartAsync(receiver => receiver.MaxBodyBytes = 1000);
        using var endless = new CountingContent(new byte[1 << 22]);

        var answer = await host.PostAsync(endless);

        await ShouldBe(answer, 413, TooLarge);
        endless.Written.ShouldBeLessThan(1 << 22);
    }

    [Theory]
    [InlineData("PUT", "/webhook")]
    [InlineData("DELETE", "/webhook")]
    [InlineData("PATCH", "/webhook")]
    [InlineData("OPTIONS", "/webhook")]
    [InlineData("POST", "/notifications")]
    [InlineData("DELETE", "/notifications")]
    [InlineData("GET", "/notifications/clear")]
    public async Task Other_methods_are_405(string method, string path)
    {
        await using var host = await ReceiverHost.StartAsync();

        var answer = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/webhooks")]
    [InlineData("/webhook/x")]
    [InlineData("/notifications/x")]
    public async Task Other_paths_are_404(string path)
    {
        await using var host = await ReceiverHost.StartAsync();

        (await host.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.Client.PostAsync(path, new StringContent("{}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_repeated_delivery_id_is_200_and_kept_once()
    {
        await using var host = await ReceiverHost.StartAsync();

        var first = await host.PostAsync(Pushes.Working("t"), (WebhookHeaders.Id, "msg_1"));
        var again = await host.PostAsync(Pushes.Working("t"), (WebhookHeaders.Id, "msg_1"));

        await ShouldBe(first, 200, Received);
        await ShouldBe(again, 200, Received);
        (await host.Inbox.ListAsync()).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_push_without_a_delivery_id_is_kept_each_time()
    {
        await using var host = await ReceiverHost.StartAsync();

        await host.PostAsync(Pushes.Working("t"));
        await host.PostAsync(Pushes.Working("t"));

        (await host.Inbox.ListAsync()).Total.ShouldBe(2);
    }

    [Fact]
    public async Task Observers_see_every_post_and_one_that_throws_harms_nothing()
    {
        var seen = new List<Receipt>();
        await using var host = await ReceiverHost.StartAsync(
            receiver => receiver.MaxBodyBytes = 100,
            services: services => services
                .AddSingleton<IReceiptObserver>(new Observer(_ => throw new InvalidOperationException("observer")))
                .AddSingleton<IReceiptObserver>(new Observer(seen.Add)));

        var answer = await host.PostAsync(Pushes.Completed("t"), (WebhookHeaders.Id, "1"), (WebhookHeaders.NotificationToken, "x"));
        await host.PostAsync(Pushes.Completed("t"), (WebhookHeaders.Id, "1"));
        await host.PostAsync("[]");
        await host.PostAsync("nonsense");
        await host.PostAsync(new string(' ', 101));

        await ShouldBe(answer, 200, Received);
        seen.Select(receipt => receipt.Outcome).ShouldBe(
            [ReceiptOutcome.Kept, ReceiptOutcome.Repeated, ReceiptOutcome.NoObject, ReceiptOutcome.InvalidJson, ReceiptOutcome.TooLarge]);
        seen[0].Notification!.Position.ShouldBe(1);
        seen[0].Notification!.Token.ShouldBe(TokenState.Present);
        seen[0].Timestamp.ShouldBe(host.Clock.GetUtcNow());
        host.Log.Entries.ShouldContain(entry => entry.Exception is InvalidOperationException);
    }

    [Fact]
    public async Task Secrets_in_headers_are_not_kept()
    {
        await using var host = await ReceiverHost.StartAsync();

        await host.PostAsync(
            "{}", ("Authorization", "Bearer s3cret"), ("X-A2A-Notification-Token", "s3cret"), ("X-API-Key", "s3cret"),
            ("Cookie", "a=s3cret"), ("X-Session", "s3cret"), ("webhook-id", "visible"), ("User-Agent", "agent/1"));

        var headers = (await host.Inbox.ListAsync()).Entries[0].Notification.Headers;
        headers.Values.ShouldNotContain(value => value.Contains("s3cret", StringComparison.Ordinal));
        headers["authorization"].ShouldBe("***");
        headers["Webhook-Id"].ShouldBe("visible");
        headers["User-Agent"].ShouldBe("agent/1");
    }

    [Fact]
    public async Task An_inbox_that_fails_is_503_with_retry_after()
    {
        await using var host = await ReceiverHost.StartAsync(services: services => services.AddSingleton<IInbox>(new BrokenInbox()));

        var answer = await host.PostAsync("{}");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        host.Log.Entries.ShouldContain(entry => entry.Exception is IOException);
    }

    private static HttpContent Content(byte[] body, bool chunked) => chunked ? new CountingContent(body) : new ByteArrayContent(body);

    private static async Task ShouldBe(HttpResponseMessage answer, int status, string body, string contentType = "application/json")
    {
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(body);
        answer.Content.Headers.ContentType!.ToString().ShouldBe(contentType);
    }

    private sealed class Observer(Action<Receipt> see) : IReceiptObserver
    {
        public void OnReceipt(Receipt receipt) => see(receipt);
    }
}
