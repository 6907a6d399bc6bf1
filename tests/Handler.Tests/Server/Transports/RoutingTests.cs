using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Tests.Server.Transports;

/// <summary>Which dialect answers: by the method's name, the version, and the task where the name belongs to two.</summary>
public sealed class RoutingTests
{
    internal const string V1Send = """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]},"configuration":{"returnImmediately":true}}""";
    internal const string V03Send = """{"message":{"messageId":"m","role":"user","parts":[{"kind":"text","text":"x"}]},"configuration":{"blocking":false}}""";
    internal const string LegacySend = """{"message":{"role":"user","parts":[{"text":"x"}]}}""";

    [Theory]
    [InlineData("1.0", null, "0.3")]
    [InlineData("1.0", "0.3", "0.3")]
    [InlineData("1.0", "1.0", "0.3")]
    [InlineData("0.3", null, "0.3")]
    [InlineData("0.3", "0.3.0", "0.3")]
    [InlineData("0.3", "1.0", "0.3")]
    [InlineData("legacy", null, "legacy")]
    [InlineData("legacy", "1.0", "legacy")]
    [InlineData("legacy", "0.3", "0.3")]
    public async Task A_name_of_two_dialects_is_told_by_the_version_then_by_the_task(string maker, string? version, string answered)
    {
        await using var host = await AgentHost.StartAsync();
        var id = await BeginAsync(host, maker);

        var task = await host.ResultAsync("tasks/get", $$"""{"id":"{{id}}"}""", version);

        DialectOf(task).ShouldBe(answered);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.3")]
    [InlineData("legacy")]
    public async Task A_task_is_read_by_1_0_whoever_made_it(string maker)
    {
        await using var host = await AgentHost.StartAsync();
        var id = await BeginAsync(host, maker);

        (await host.ResultAsync("GetTask", $$"""{"id":"{{id}}"}"""))["status"]!["state"]!.ToString().ShouldStartWith("TASK_STATE_");
        (await host.ResultAsync("GetTask", $$"""{"id":"{{id}}"}""", version: "0.3"))["status"]!["state"]!.ToString().ShouldStartWith("TASK_STATE_");
    }

    [Theory]
    [InlineData("SendMessage", -32009)]
    [InlineData("message/send", -32004)]
    [InlineData("tasks/get", -32004)]
    [InlineData("tasks/send", -32008)]
    [InlineData("tasks/pushNotification/list", -32008)]
    public async Task A_version_that_is_not_spoken_is_refused_in_the_numbers_of_the_dialect(string method, int code)
    {
        await using var host = await AgentHost.StartAsync();

        var (found, message) = await host.ErrorAsync(method, "{}", version: "0.9");

        found.ShouldBe(code);
        message.ShouldBe("A2A-Version '0.9' is not supported; this agent speaks 1.0, 0.3.");
    }

    [Theory]
    [InlineData("SendMessage", -32008)]
    [InlineData("message/send", -32004)]
    [InlineData("tasks/send", -32007)]
    public async Task A_required_extension_is_asked_for_in_the_numbers_of_the_dialect(string method, int code)
    {
        var card = Cards.Plain with { Capabilities = new() { Extensions = [new AgentExtension { Uri = "urn:needed", Required = true }] } };
        await using var host = await AgentHost.StartAsync(card: card);

        var (found, message) = await host.ErrorAsync(method, "{}");
        using var named = await host.PostAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{} }""", headers: ("X-A2A-Extensions", "urn:other, urn:needed"));

        (found, message).ShouldBe((code, "This agent requires the extension 'urn:needed'. Name it in the A2A-Extensions header."));
        ((int)JsonNode.Parse(await named.Content.ReadAsStringAsync())!["error"]!["code"]!).ShouldBe(-32602);
    }

    [Theory]
    [InlineData("tasks/sendit", "tasks/send, tasks/sendSubscribe, tasks/resubscribe")]
    [InlineData("tasks/pushNotification/forget", "tasks/send, tasks/sendSubscribe")]
    [InlineData("message/say", "message/send, message/stream, tasks/get")]
    [InlineData("tasks/pushNotificationConfig/forget", "message/send, message/stream")]
    [InlineData("gettask", "SendMessage, SendStreamingMessage")]
    public async Task An_unknown_method_is_told_the_methods_of_the_dialect_that_it_looks_like(string method, string methods)
    {
        await using var host = await AgentHost.StartAsync();

        var (code, message) = await host.ErrorAsync(method, "{}");

        code.ShouldBe(-32601);
        message.ShouldStartWith($"There is no method '{method}'. Names are case-sensitive; this agent has {methods}");
    }

    [Theory]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"agent","parts":[{"text":"x"}]}}""")]
    [InlineData("tasks/send", """{"message":{"role":"agent","parts":[{"text":"x"}]}}""")]
    [InlineData("tasks/send", """{"id":"TASK","message":{"role":"user","parts":[{"text":"x"}]}}""")]
    [InlineData("tasks/cancel", """{"id":"TASK"}""")]
    [InlineData("tasks/pushNotificationConfig/get", """{"id":"TASK"}""")]
    [InlineData("tasks/pushNotification/set", """{"id":"TASK","config":{"webhookUrl":"ftp://hooks.example/"}}""")]
    public async Task What_an_older_dialect_is_told_to_do_it_can_do(string method, string parameters)
    {
        await using var host = await AgentHost.StartAsync();
        var ended = await host.SendAsync();

        var (_, message) = await host.ErrorAsync(method, parameters.Replace("TASK", ended, StringComparison.Ordinal));

        foreach (var name in A2AMethods.All.Append("ROLE_AGENT").Append("TASK_STATE_"))
        {
            message.ShouldNotContain(name, Case.Sensitive);
        }
    }

    [Fact]
    public async Task A_task_of_somebody_else_does_not_tell_its_dialect()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        using var made = await host.PostAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"tasks/send","params":{{LegacySend}} }""", headers: (Users.Header, "ann"));
        var id = JsonNode.Parse(await made.Content.ReadAsStringAsync())!["result"]!["id"]!.ToString();

        using var asked = await host.PostAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"tasks/get","params":{"id":"{{id}}"} }""", headers: (Users.Header, "bob"));

        JsonNode.Parse(await asked.Content.ReadAsStringAsync())!["error"]!["code"]!.ToString().ShouldBe("-32001");
    }

    internal static async Task<string> BeginAsync(AgentHost host, string maker) => maker switch
    {
        "1.0" => (await host.ResultAsync("SendMessage", V1Send))["task"]!["id"]!.ToString(),
        "0.3" => (await host.ResultAsync("message/send", V03Send))["id"]!.ToString(),
        _ => (await host.ResultAsync("tasks/send", LegacySend))["id"]!.ToString(),
    };

    /// <summary>A task of 0.3 names its kind, one of the legacy dialect always has its lists.</summary>
    internal static string DialectOf(JsonNode task) =>
        task["kind"] is not null ? "0.3" : task["status"]!["state"]!.ToString().StartsWith("TASK_", StringComparison.Ordinal) ? "1.0" : "legacy";
}
