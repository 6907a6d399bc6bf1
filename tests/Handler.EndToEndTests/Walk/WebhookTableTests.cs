using System.Net;
using System.Text;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>Every row of the webhook server's table, good and bad, asked of the program over a socket.</summary>
public sealed class WebhookTableTests
{
    private const string Active = """{"status":"ok","message":"Webhook is active"}""";
    private const string Received = """{"status":"ok","received":true}""";
    private const string NoJson = """{"error":"Invalid JSON"}""";
    private const string NoObject = """{"error":"Payload must be a JSON object"}""";
    private const string BadToken = """{"error":"Invalid notification token"}""";
    private const string BadValidation = """{"error":"validationToken must be at most 256 visible ASCII characters, given once"}""";
    private const string BadLimit = """{"error":"limit must be a number from 1 to 1000"}""";
    private const string BadAfter = """{"error":"after must be a position: a number, 0 or more"}""";
    private const string NoAdmin = """{"error":"Invalid admin token; send Authorization: Bearer with the receiver's admin token"}""";
    private const string Cleared = """{"status":"ok","message":"Notifications cleared"}""";

    [Fact]
    public async Task An_open_webhook_answers_each_row_of_its_table()
    {
        using var port = new ReservedPort();
        await using var push = await PushServer.StartAsync(port);
        using var http = new HttpClient { BaseAddress = new Uri(push.Url) };
        var long257 = new string('x', 257);

        await AsksAsync(http, "GET", "/webhook", null, 200, Active);
        await AsksAsync(http, "HEAD", "/webhook", null, 200, "");
        await AsksAsync(http, "GET", "/webhook?validationToken=abc", null, 200, "abc");
        await AsksAsync(http, "GET", $"/webhook?validationToken={long257}", null, 400, BadValidation);
        await AsksAsync(http, "GET", "/webhook?validationToken=a&validationToken=b", null, 400, BadValidation);
        await AsksAsync(http, "GET", "/webhook?validationToken=%00", null, 400, BadValidation);
        await AsksAsync(http, "POST", "/webhook", "[]", 400, NoObject);
        await AsksAsync(http, "POST", "/webhook", "null", 400, NoObject);
        await AsksAsync(http, "POST", "/webhook", "1", 400, NoObject);
        await AsksAsync(http, "POST", "/webhook", "", 400, NoJson);
        await AsksAsync(http, "POST", "/webhook", "{", 400, NoJson);
        await AsksAsync(http, "POST", "/webhook", "{\"a\":NaN}", 400, NoJson);
        await AsksAsync(http, "POST", "/webhook", "\u00ff", 400, NoJson);
        await AsksAsync(http, "POST", "/webhook", new string('a', 20_000_000), 413, """{"error":"Payload too large"}""");
        await AsksAsync(http, "POST", "/webhook", "{\"id\":\"t\"}", 200, Received);
        await AsksAsync(http, "GET", "/notifications?limit=0", null, 400, BadLimit);
        await AsksAsync(http, "GET", "/notifications?limit=1001", null, 400, BadLimit);
        await AsksAsync(http, "GET", "/notifications?limit=x", null, 400, BadLimit);
        await AsksAsync(http, "GET", "/notifications?after=-1", null, 400, BadAfter);
        await AsksAsync(http, "GET", "/notifications?after=1", null, 200, """{"count":0,"notifications":[],"total":1,"next":1}""");
        await AsksAsync(http, "GET", "/notifications?after=900", null, 200, """{"count":0,"notifications":[],"total":1,"next":0}""");
        await AsksAsync(http, "PUT", "/webhook", null, 405, "");
        await AsksAsync(http, "DELETE", "/notifications", null, 405, "");
        await AsksAsync(http, "GET", "/notifications/clear", null, 405, "");
        await AsksAsync(http, "GET", "/", null, 404, "");
        await AsksAsync(http, "POST", "/elsewhere", "{}", 404, "");
        await AsksAsync(http, "POST", "/notifications/clear", null, 200, Cleared);
        await AsksAsync(http, "GET", "/notifications", null, 200, """{"count":0,"notifications":[],"total":0,"next":1}""");
    }

    [Fact]
    public async Task A_webhook_with_tokens_refuses_before_it_reads()
    {
        using var port = new ReservedPort();
        await using var push = await PushServer.StartAsync(port, "--token", "right", "--admin-token", "admin");
        using var http = new HttpClient { BaseAddress = new Uri(push.Url) };

        await AsksAsync(http, "POST", "/webhook", "{}", 401, BadToken);
        await AsksAsync(http, "POST", "/webhook", "{", 401, BadToken, ("X-A2A-Notification-Token", "wrong"));
        await AsksAsync(http, "POST", "/webhook", "{", 400, NoJson, ("X-A2A-Notification-Token", "right"));
        await AsksAsync(http, "POST", "/webhook", "{}", 200, Received, ("X-A2A-Notification-Token", "right"));
        await AsksAsync(http, "GET", "/webhook", null, 200, Active);
        await AsksAsync(http, "GET", "/notifications", null, 401, NoAdmin);
        await AsksAsync(http, "POST", "/notifications/clear", null, 401, NoAdmin, ("Authorization", "Bearer right"));
        await AsksAsync(http, "POST", "/notifications/clear", null, 200, Cleared, ("Authorization", "Bearer admin"));
    }

    [Fact]
    public async Task The_payload_of_the_seeds_page_is_shown_as_that_page_shows_it()
    {
        const string Payload = """{"id":"task-abc123-def456","status":{"state":"completed","message":"Task finished successfully"},"context_id":"ctx-xyz789"}""";
        using var port = new ReservedPort();
        await using var push = await PushServer.StartAsync(port);
        using var http = new HttpClient { BaseAddress = new Uri(push.Url) };

        await AsksAsync(http, "POST", "/webhook", Payload, 200, Received);

        await push.Process.WaitForLineAsync(line => line == "  \"context_id\": \"ctx-xyz789\"", "the payload");
        push.Process.Text.ShouldMatch("""Push Notification Received\nTimestamp: \S+\nTask ID: task-abc123-def456\nState: completed\n\n{\n  "id": "task-abc123-def456",\n  "status": {\n    "state": "completed",""");
        var listed = await http.GetStringAsync("/notifications");
        listed.ShouldStartWith("""{"count":1,"notifications":[{"timestamp":""");
        listed.ShouldContain($"\"task_id\":\"task-abc123-def456\",\"state\":\"completed\",\"payload\":{Payload}}}]");
    }

    /// <summary>One request, its body in Latin-1 so that any byte can be written, and the answer to the letter.</summary>
    private static async Task AsksAsync(HttpClient http, string method, string path, string? body, int status, string expected, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request);

        var what = $"{method} {path} {body?[..Math.Min(body.Length, 40)]}";
        answer.StatusCode.ShouldBe((HttpStatusCode)status, what);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(expected, what);
    }
}
