using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol;
using Handler.Protocol.Legacy;
using Handler.Protocol.V03;
using Handler.Tests.Protocol;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Server.Transports;

/// <summary>Whatever is sent in the older dialects is answered or refused: never an internal error, never an exception that nobody caught.</summary>
public sealed class HostileCallTests
{
    private const string GoldenTask = "task-abc123-def456";
    private const int InternalError = -32603;

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(300);

    // Each is six calls.
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(100);

    [Fact]
    public Task Calls_of_0_3_that_nearly_fit_are_answered_or_refused() => CheckBrokenAsync("v03", method => method switch
    {
        V03Methods.MessageSend or V03Methods.MessageStream => "message-send-params*",
        V03Methods.PushNotificationConfigSet => "task-push-notification-config.json",
        V03Methods.PushNotificationConfigGet => "get-task-push-notification-config-params*",
        V03Methods.PushNotificationConfigDelete => "delete-task-push-notification-config-params*",
        V03Methods.TasksGet => "task-query-params*",
        _ => "task-id-params*",
    }, V03Methods.All);

    [Fact]
    public Task Calls_of_legacy_that_nearly_fit_are_answered_or_refused() => CheckBrokenAsync("legacy", method => method switch
    {
        LegacyMethods.TasksSend or LegacyMethods.TasksSendSubscribe => "task-send-params*",
        LegacyMethods.PushNotificationSet => "set-push-notification-params*",
        _ => "task-id-params*",
    }, LegacyMethods.All);

    [Fact]
    public Task Any_valid_message_of_0_3_makes_a_task_that_every_dialect_can_read() =>
        CheckSentAsync<V03MessageSendParams>(
            V03Methods.MessageSend,
            sent => V03Json.Write(sent with
            {
                Message = sent.Message with { Role = Role.User, TaskId = null, MessageId = "m" + sent.Message.MessageId },
                Configuration = null,
            }));

    [Fact]
    public Task Any_valid_message_of_legacy_makes_a_task_that_every_dialect_can_read() =>
        CheckSentAsync<LegacyTaskSendParams>(
            LegacyMethods.TasksSend,
            sent => LegacyJson.Write(sent with { Id = null, Message = sent.Message with { Role = Role.User, TaskId = null } }));

    private static async Task CheckBrokenAsync(string folder, Func<string, string> fileOf, IReadOnlyList<string> methods)
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (request, task, cancel) =>
            await (request.Text == "ask" ? task.RequireInputAsync("which?", cancel) : task.CompleteAsync("done", cancel));
        string[] tasks = [GoldenTask, await host.SendAsync(), await host.SendAsync("ask")];
        var calls =
            from method in Gen.Elements<string>(methods)
            from parameters in Gen.Frequency(
                (4, BrokenJson.OfGoldenFiles(folder, fileOf(method)).Generator), (1, BrokenJson.OfGoldenFiles(folder).Generator))
            from task in Gen.Elements<string>(tasks)
            from version in Gen.Elements<string?>(null, "0.3", "1.0", "0.9")
            select (method, version, parameters: parameters.Replace(GoldenTask, task, StringComparison.Ordinal));

        Prop.ForAll(calls.ToArbitrary(), call => ShouldBeCaught(host, call.method, call.parameters, call.version)).Check(Many);

        ShouldHaveCaughtAll(host);
    }

    private static async Task CheckSentAsync<T>(string method, Func<T, byte[]> write)
        where T : WireObject
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.AnyInputMode = true);

        Prop.ForAll(WireMaker.Any<T>(), sent => CheckSent(host, method, Encoding.UTF8.GetString(write(sent)))).Check(Some);

        ShouldHaveCaughtAll(host);
    }

    private static void CheckSent(AgentHost host, string method, string parameters)
    {
        var sent = Answer(host, method, parameters, version: null);
        sent["error"].ShouldBeNull(parameters);
        var id = sent["result"]!["id"]!.ToString();
        foreach (var reader in (string[])[V03Methods.TasksGet, "GetTask", LegacyMethods.TasksCancel])
        {
            ShouldBeCaught(host, reader, $$"""{"id":"{{id}}"}""", version: null);
        }

        ShouldBeCaught(host, LegacyMethods.PushNotificationSet, $$$"""{"id":"{{{id}}}","config":{"webhookUrl":"https://hooks.example/"}}""", version: null);
        ShouldBeCaught(
            host, V03Methods.PushNotificationConfigSet, $$$"""{"taskId":"{{{id}}}","pushNotificationConfig":{"url":"https://hooks.example/"}}""", version: null);
    }

    private static void ShouldBeCaught(AgentHost host, string method, string parameters, string? version)
    {
        var answer = Answer(host, method, parameters, version);
        var story = $"{method} {parameters} (A2A-Version {version}) was answered {answer.ToJsonString()}";
        answer["jsonrpc"]!.ToString().ShouldBe("2.0", story);
        (answer.AsObject().ContainsKey("result") ^ answer.AsObject().ContainsKey("error")).ShouldBeTrue(story);
        ((int?)answer["error"]?["code"]).ShouldNotBe(InternalError, story);
    }

    // FsCheck's properties are no tasks; nothing here runs in a context that waiting could block.
    private static JsonNode Answer(AgentHost host, string method, string parameters, string? version) =>
        AnswerAsync(host, method, parameters, version).GetAwaiter().GetResult();

    private static async Task<JsonNode> AnswerAsync(AgentHost host, string method, string parameters, string? version)
    {
        using var response = await host.OpenAsync(method, parameters, version);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        // Of a stream the first event: one of a task that waits for somebody has no end.
        var line = await reader.ReadLineAsync();
        return JsonNode.Parse(line!.StartsWith("data: ", StringComparison.Ordinal) ? line["data: ".Length..] : line)!;
    }

    private static void ShouldHaveCaughtAll(AgentHost host) =>
        host.Log.Entries.Where(entry => entry.Level >= LogLevel.Error).Select(entry => entry.ToString()).ShouldBeEmpty();
}
