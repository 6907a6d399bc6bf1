using System.Text;
using System.Text.Json.Nodes;
using Handler.EndToEndTests.Configs;
using Handler.TestKit;

namespace Handler.EndToEndTests.Dialects;

/// <summary>Issue 5: what the second seed's client does, by its own JSON, against the same agent that serves 0.3 and 1.0.</summary>
public sealed class SeedOperationTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private const string Send = """{"message":{"role":"user","parts":[{"text":"steps 3 every 50ms"}]}}""";

    private RawCaller Raw => fixture.Raw;

    [Theory]
    [InlineData("config")]
    [InlineData("pushNotificationConfig")]
    public async Task Clients_walk_of_the_second_seed_works_by_its_own_json(string member)
    {
        await using var webhook = TestWebhook.Start();

        var task = await Raw.ResultAsync("tasks/send", Send);
        var id = (string)task["id"]!;
        var set = await Raw.ResultAsync("tasks/pushNotification/set", $$$"""{"id":"{{{id}}}","{{{member}}}":{"webhookUrl":"{{{webhook.Url}}}"}}""");
        var get = await Raw.ResultAsync("tasks/pushNotification/get", $$"""{"id":"{{id}}"}""");
        var listed = await ListAsync(id);
        await Dialect.Legacy.EndedAsync(webhook, fixture.Agent);
        var deleted = await Raw.CallAsync("tasks/pushNotification/delete", $$"""{"id":"{{id}}"}""");
        var again = await Raw.CallAsync("tasks/pushNotification/delete", $$"""{"id":"{{id}}"}""");
        var after = await Raw.CallAsync("tasks/pushNotification/get", $$"""{"id":"{{id}}"}""");

        task["status"]!["state"]!.ToString().ShouldBe("submitted");
        task["artifacts"]!.AsArray().ShouldBeEmpty();
        set["pushNotificationConfig"]!["webhookUrl"]!.ToString().ShouldBe(webhook.Url.ToString());
        get.ToJsonString().ShouldBe(set.ToJsonString());
        listed.ShouldHaveSingleItem()!.ToJsonString().ShouldBe(set.ToJsonString());
        foreach (var answer in new[] { deleted, again, after })
        {
            answer.ToJsonString().ShouldBe("""{"jsonrpc":"2.0","id":7,"result":null}""");
        }

        (await ListAsync(id)).ShouldBeEmpty();
        var last = JsonNode.Parse(webhook.Arrivals[^1].Text)!;
        ((bool)last["final"]!).ShouldBeTrue();
        webhook.Arrivals.SkipLast(1).ShouldAllBe(arrival => !arrival.Text.Contains("\"final\":true", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"config":"no object"}""", -32602, "id: ")]
    [InlineData("""{"id":"TASK","config":"no object"}""", -32602, "config: must be an object")]
    [InlineData("""{"id":"TASK","config":{"webhookUrl":""}}""", -32602, "config.webhookUrl: ")]
    [InlineData("""{"id":"no-such-task","config":{"webhookUrl":""}}""", -32602, "config.webhookUrl: ")]
    [InlineData("""{"id":"no-such-task","config":{"webhookUrl":"http://10.0.0.1/","eventTypes":["nonsense"]}}""", -32001, "Task 'no-such-task' was not found")]
    [InlineData("""{"id":"TASK","config":{"webhookUrl":"http://10.0.0.1/"}}""", -32602, "pushNotificationConfig.webhookUrl: ")]
    public async Task Bad_set_is_refused_in_the_order_of_the_seed(string parameters, int code, string message)
    {
        var id = (string)(await Raw.ResultAsync("tasks/send", Send))["id"]!;

        await Raw.RefusedAsync("tasks/pushNotification/set", parameters.Replace("TASK", id, StringComparison.Ordinal), code, message);
        (await ListAsync(id)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0.3", "message/stream", """{"message":{"kind":"message","messageId":"m","role":"user","parts":[{"kind":"text","text":"steps 1 every 20ms"}]}}""")]
    [InlineData("legacy", "tasks/sendSubscribe", """{"message":{"role":"user","parts":[{"text":"steps 1 every 20ms"}]}}""")]
    public async Task Stream_of_an_older_dialect_is_its_own_from_the_task_to_the_final_event(string name, string method, string parameters)
    {
        using var http = new HttpClient();
        var dialect = Dialect.Of(name);
        using var content = new StringContent($$"""{"jsonrpc":"2.0","id":7,"method":"{{method}}","params":{{parameters}}}""", Encoding.UTF8, "application/json");

        using var answer = await http.PostAsync(fixture.Agent.Url + "/", content);
        var events = (await answer.Content.ReadAsStringAsync()).Split('\n')
            .Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line["data: ".Length..])!)
            .ToList();

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        events.ShouldAllBe(entry => (int?)entry["id"] == (dialect == Dialect.Legacy ? null : 7));
        foreach (var entry in events)
        {
            DialectShape.ShouldBeOf(dialect, entry["result"]!);
        }

        events.Select(entry => (bool?)entry["result"]!["final"]).ShouldBe([null, false, null, true]);
        events[0]["result"]!["status"]!["state"]!.ToString().ShouldBe("submitted");
    }

    [Theory]
    [InlineData("tasks/get", -32004)]
    [InlineData("message/send", -32004)]
    [InlineData("tasks/send", -32008)]
    [InlineData("GetTask", -32009)]
    public async Task Version_that_nobody_speaks_is_refused_in_the_numbers_of_the_dialect(string method, int code)
    {
        var answer = await Raw.CallAsync(method, """{"id":"any"}""", version: "2.0");

        ((int?)answer["error"]!["code"]).ShouldBe(code);
    }

    private async Task<IReadOnlyList<JsonNode?>> ListAsync(string task) =>
        [.. (await Raw.ResultAsync("tasks/pushNotification/list", "{}")).AsArray().Where(entry => (string?)entry!["id"] == task)];
}
