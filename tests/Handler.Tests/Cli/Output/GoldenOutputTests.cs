using System.Text;
using Handler.Cli;
using Handler.Cli.Agents;
using Handler.Cli.Demo;
using Handler.Cli.Options;
using Handler.Cli.Webhooks;
using Handler.Protocol;
using Handler.Receiver;
using Handler.Receiver.Inbox;
using Handler.Tests.Architecture;
using Handler.Tests.Cli.Demo;

namespace Handler.Tests.Cli.Output;

/// <summary>Each command in each format for programs, against an agent that always says the same.</summary>
public sealed class GoldenOutputTests
{
    private const string Secret = "a-token-that-nobody-may-see-whole";

    private const string Ended =
        """
        {"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_COMPLETED","message":{"messageId":"m-1","role":"ROLE_AGENT","parts":[{"text":"Done"}]},
        "timestamp":"2026-03-01T18:30:45.123Z"},"artifacts":[{"artifactId":"a-1","name":"report","parts":[{"text":"It rained."}]}]}
        """;

    private const string Canceled = """{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_CANCELED","timestamp":"2026-03-01T18:30:45.123Z"}}""";

    private static readonly string Config =
        $$"""{"id":"default","taskId":"t-1","url":"http://127.0.0.1:9000/webhook","token":"{{Secret}}","authentication":{"scheme":"Bearer","credentials":"{{Secret}}"},"secretField":"{{Secret}}"}""";

    private static readonly string[] Updates =
    [
        """{"task":{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_WORKING","timestamp":"2026-03-01T18:30:44Z"}}}""",
        """{"artifactUpdate":{"taskId":"t-1","contextId":"c-1","artifact":{"artifactId":"a-1","name":"report","parts":[{"text":"It rained."}]},"lastChunk":true}}""",
        """{"statusUpdate":{"taskId":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_COMPLETED","message":{"messageId":"m-1","role":"ROLE_AGENT","parts":[{"text":"Done"}]},"timestamp":"2026-03-01T18:30:45.123Z"}}}""",
    ];

    [Theory]
    [InlineData("card get", "card-get.json")]
    [InlineData("card validate", "card-validate.json")]
    [InlineData("message send hello --wait 0", "message-send.json")]
    [InlineData("message stream hello", "message-stream.json", "message-stream.ndjson")]
    [InlineData("task get --task-id t-1", "task-get.json")]
    [InlineData("task cancel --task-id t-1", "task-cancel.json")]
    [InlineData("task list", "task-list.json", "task-list.ndjson")]
    [InlineData("task resubscribe --task-id t-1", "task-resubscribe.json", "task-resubscribe.ndjson")]
    [InlineData("task set-notification --task-id t-1 --webhook-url http://127.0.0.1:9000/webhook", "task-set-notification.json")]
    [InlineData("task get-notification --task-id t-1", "task-get-notification.json")]
    [InlineData("task get-notification --task-id t-1 --config-id default", "task-get-notification.delivery.json")]
    [InlineData("task list-notifications --task-id t-1", "task-list-notifications.json", "task-list-notifications.ndjson")]
    [InlineData("task delete-notification --task-id t-1", "task-delete-notification.json")]
    public async Task Results_of_agents_are_the_objects_of_the_protocol(string line, params string[] files)
    {
        foreach (var file in files)
        {
            var run = await Agent().RunAsync([.. line.Split(' '), "--output", Path.GetExtension(file)[1..]]);

            run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
            run.Out.ShouldBeGolden(file);
            run.Out.ShouldNotContain(Secret);
        }
    }

    [Theory]
    [InlineData("delivery list", "delivery-list.json", "delivery-list.ndjson")]
    [InlineData("delivery show msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3", "delivery-show.json")]
    [InlineData("delivery redeliver msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3", "delivery-redeliver.json")]
    [InlineData("delivery redeliver --all", "delivery-redeliver.all.json")]
    [InlineData("gate list", "gate-list.json", "gate-list.ndjson")]
    [InlineData("gate hold https://hooks.example", "gate-hold.json")]
    public async Task Results_of_operations_are_the_objects_of_the_api(string line, params string[] files)
    {
        foreach (var file in files)
        {
            var run = await new FakeOperations().RunAsync([.. line.Split(' '), "--output", Path.GetExtension(file)[1..]]);

            run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
            run.Out.ShouldBeGolden(file);
        }
    }

    [Theory]
    [InlineData("session list", "session-list.json", "session-list.ndjson")]
    [InlineData("session show http://agent.example", "session-show.json")]
    [InlineData("session clear http://agent.example", "session-clear.json")]
    [InlineData("auth set http://agent.example --api-key a-key-to-try-with", "auth-set.json")]
    [InlineData("auth show http://agent.example", "auth-show.json")]
    [InlineData("auth clear http://agent.example", "auth-clear.json")]
    [InlineData("version", "version.json")]
    public async Task Other_results_are_small_objects(string line, params string[] files)
    {
        foreach (var file in files)
        {
            using var interruption = new Interruption();
            var terminal = new CliTerminal(interruption);
            await terminal.Profiles.SaveSessionAsync("http://agent.example", "c-1", "t-1", TaskState.Working, default);
            await terminal.Profiles.SetBearerTokenAsync("http://agent.example", Secret, default);

            var run = await CliRun.Of(terminal, [.. line.Split(' '), "-o", Path.GetExtension(file)[1..]]);

            run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
            run.Out.ShouldBeGolden(file);
            run.Out.ShouldNotContain(Secret);
        }
    }

    [Fact]
    public void Pushes_are_lines_as_the_list_of_notifications_has_them()
    {
        var at = new DateTimeOffset(2026, 3, 1, 18, 30, 45, 123, 456, TimeSpan.Zero);
        var body = Encoding.UTF8.GetBytes("""
            { "id": "task-1",
              "status": {"state": "completed", "message": "Fertig – 100 %"} }
            """);
        var terminal = new CliTerminal();
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        new PushConsole(terminal.ScreenOf("-o", "ndjson"))
            .OnReceipt(new Receipt(ReceiptOutcome.Kept, at, ReceivedNotification.Read(at, body, headers, TokenState.None)));

        terminal.Out.ToString().ShouldBeGolden("server-push.ndjson");
        terminal.Error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void The_agent_says_where_it_listens()
    {
        BindAddress.TryRead("127.0.0.1", 8000, out var address);
        var settings = new AgentServerSettings { Address = address, Plan = new StepPlan(5, StepPlan.DefaultInterval, StepEnd.Complete), OperationsToken = new AgentApiKey(Secret, IsMadeUp: true) };
        var terminal = new CliTerminal();
        using var data = new AgentData("agent.db");

        terminal.ScreenOf("-o", "ndjson").Print(AgentServerText.Json(settings, data), _ => { });

        terminal.Out.ToString().ShouldBeGolden("server-agent.ndjson");
        terminal.Out.ToString().ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("demo.json")]
    [InlineData("demo.ndjson")]
    public void The_demo_says_what_held(string file)
    {
        var terminal = new CliTerminal();
        var evidence = DemoEvidenceTests.Evidence(DemoEvidenceTests.Pushes(0, 1, 2, 3));

        new DemoScreen(terminal.ScreenOf("-o", Path.GetExtension(file)[1..])).Verdict(evidence, DemoDialects.Of(WireFormat.V1)).ShouldBeTrue();

        terminal.Out.ToString().ShouldBeGolden(file);
    }

    [Fact]
    public void The_documentation_shows_every_one_of_them()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "output.md"));

        foreach (var path in Directory.EnumerateFiles(GoldenOutput.Folder))
        {
            text.ShouldContain(File.ReadAllText(path).TrimEnd(), customMessage: $"docs/output.md does not show {Path.GetFileName(path)} as it is.");
        }
    }

    // Of an agent that knows the extension.
    private const string Fares = """
        ,"eventFilter":{"kinds":["status"],"states":["TASK_STATE_COMPLETED","TASK_STATE_FAILED"]},
        "delivery":{"state":"gone","reason":"The webhook answered 410 Gone to update 18.","waiting":0,"dead":3,"lastDelivered":{"sequence":17,"at":"2026-03-01T18:30:44.000Z"},
        "lastFailure":{"sequence":18,"at":"2026-03-01T18:30:52.250Z","outcome":"answered","status":410,"reason":"The webhook answered 410: it wants no more notifications of this config."}}}
        """;

    private static FakeAgent Agent() => new FakeAgent { Capabilities = """{"streaming":true,"pushNotifications":true}""" }
        .Result("SendMessage", $$"""{"task":{{Ended}}}""")
        .Result("GetTask", Ended)
        .Result("CancelTask", Canceled)
        .Result("ListTasks", $$"""{"tasks":[{{Ended}},{{Canceled.Replace("t-1", "t-0")}}],"nextPageToken":"","pageSize":50,"totalSize":2}""")
        .Result("CreateTaskPushNotificationConfig", Config)
        .Result("GetTaskPushNotificationConfig", Config[..^1] + Fares)
        .Result("ListTaskPushNotificationConfigs", $$"""{"configs":[{{Config}}]}""")
        .Result("DeleteTaskPushNotificationConfig", "{}")
        .Stream("SendStreamingMessage", Updates)
        .Stream("SubscribeToTask", Updates);
}
