using Handler.Cli;

namespace Handler.Tests.Cli.Commands;

public sealed class NotificationTests
{
    private const string Webhook = "http://127.0.0.1:9000/webhook";
    private const string Authentication = """{"scheme":"Bearer","credentials":"0123456789abcdef"}""";

    private static readonly string[] SetT1 = ["task", "set-notification", "--task-id", "t-1", "--webhook-url", "http://w"];

    [Fact]
    public async Task A_config_is_set_shown_listed_and_deleted()
    {
        await using var agent = await StepAgentHost.StartAsync();
        var id = await agent.BeginAsync();
        Task<CliRun> RunAsync(string verb, params string[] more) => agent.RunAsync(["task", verb, "--task-id", id, .. more]);

        var set = await RunAsync("set-notification", "--webhook-url", Webhook, "--webhook-token", "secret-token-123");
        var got = await RunAsync("get-notification");
        var listed = await RunAsync("list-notifications");
        var deleted = await RunAsync("delete-notification");
        var empty = await RunAsync("list-notifications");

        set.Out.ShouldBe($"Push notification config set\nTask ID: {id}\nWebhook URL: {Webhook}\nToken: secr...\nConfig ID: default\n");
        got.Out.ShouldBe($"Push Notification Config\nTask ID: {id}\nWebhook URL: {Webhook}\nToken: secr...\nConfig ID: default\nDeliveries: due, 1 to send, 0 given up\n");
        listed.Out.ShouldBe($"CONFIG ID  WEBHOOK URL                    TOKEN\ndefault    {Webhook}  secr...\n");
        deleted.Out.ShouldBe("Push notification config deleted\n");
        empty.Out.ShouldBe("No push notification configs\n");
        new[] { set, got, listed, deleted, empty }.ShouldAllBe(run => run.ExitCode == ExitCode.Done && run.Error.Length == 0);
    }

    [Fact]
    public async Task Setting_twice_replaces()
    {
        await using var agent = await StepAgentHost.StartAsync();
        var id = await agent.BeginAsync();

        await agent.RunAsync("task", "set-notification", "--task-id", id, "--webhook-url", Webhook);
        await agent.RunAsync("task", "set-notification", "--task-id", id, "--webhook-url", Webhook + "2");

        var listed = await agent.RunAsync("task", "list-notifications", "--task-id", id);
        listed.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        listed.Out.ShouldContain(Webhook + "2");
    }

    [Fact]
    public async Task Getting_without_an_id_takes_the_only_one_else_names_them()
    {
        await using var agent = await StepAgentHost.StartAsync();
        var id = await agent.BeginAsync();
        string[] set = ["task", "set-notification", "--task-id", id, "--webhook-url", Webhook, "--config-id"];
        string[] get = ["task", "get-notification", "--task-id", id];

        var none = await agent.RunAsync(get);
        await agent.RunAsync([.. set, "a"]);
        var only = await agent.RunAsync(get);
        await agent.RunAsync([.. set, "b"]);
        var two = await agent.RunAsync(get);
        var named = await agent.RunAsync([.. get, "--config-id", "b"]);

        none.ExitCode.ShouldBe(ExitCode.Refused);
        none.Error.ShouldContain("has no push notification config. Set one with handler task set-notification");
        only.Value("Config ID").ShouldBe("a");
        two.ExitCode.ShouldBe(ExitCode.Refused);
        two.Error.ShouldContain("has 2 push notification configs; name one with --config-id: a, b.");
        named.Value("Config ID").ShouldBe("b");
    }

    [Fact]
    public async Task Deleting_what_is_not_there_fails_and_names_what_is()
    {
        await using var agent = await StepAgentHost.StartAsync();
        var id = await agent.BeginAsync();
        string[] delete = ["task", "delete-notification", "--task-id", id];

        var none = await agent.RunAsync(delete);
        await agent.RunAsync("task", "set-notification", "--task-id", id, "--webhook-url", Webhook);
        var other = await agent.RunAsync([.. delete, "--config-id", "defualt"]);

        none.ExitCode.ShouldBe(ExitCode.Refused);
        none.Error.ShouldContain("has no push notification config.");
        other.ExitCode.ShouldBe(ExitCode.Refused);
        other.Error.ShouldContain("has no push notification config 'defualt'. There are: default. Give one of them with --config-id.");
    }

    [Fact]
    public async Task An_authentication_is_sent_in_its_two_parts_and_never_shown_whole()
    {
        var agent = new FakeAgent().Result(
            "CreateTaskPushNotificationConfig", $$"""{"id":"default","taskId":"t-1","url":"http://w","authentication":{{Authentication}}}""");

        var run = await agent.RunAsync([.. SetT1, "--webhook-auth", "Bearer 0123456789abcdef"]);

        run.Value("Authentication").ShouldBe("Bearer 0123...");
        agent.Calls.ShouldHaveSingleItem().Parameters["authentication"]!.ToJsonString().ShouldBe(Authentication);
    }

    [Fact]
    public async Task A_token_that_the_agent_keeps_to_itself_is_shown_masked_from_what_was_set()
    {
        var agent = new FakeAgent().Result("CreateTaskPushNotificationConfig", """{"id":"default","taskId":"t-1","url":"http://w"}""");

        var run = await agent.RunAsync([.. SetT1, "--webhook-token", "short"]);

        run.Value("Token").ShouldBe("***");
    }

    [Fact]
    public async Task An_agent_without_push_notifications_says_what_to_do_instead()
    {
        await using var agent = await StepAgentHost.StartAsync(push: false);
        var id = await agent.BeginAsync();

        var run = await agent.RunAsync("task", "set-notification", "--task-id", id, "--webhook-url", Webhook);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("(PushNotificationNotSupportedError -32003)");
        run.Error.ShouldContain("handler task get");
    }

    [Theory]
    [InlineData("1.0", "jsonrpc")]
    [InlineData("1.0", "rest")]
    [InlineData("0.3", "jsonrpc")]
    [InlineData("0.3", "rest")]
    public async Task A_filter_is_set_and_shown_and_goes_when_it_is_left_out(string protocol, string binding)
    {
        await using var agent = await StepAgentHost.StartAsync();
        var id = await agent.BeginAsync();
        Task<CliRun> RunAsync(string verb, params string[] more) =>
            agent.RunAsync(["task", verb, "--task-id", id, "--protocol", protocol, "--binding", binding, .. more]);

        var set = await RunAsync("set-notification", "--webhook-url", Webhook, "--events", "artifact, STATUS", "--states", "failed,completed");
        var got = await RunAsync("get-notification");
        await RunAsync("set-notification", "--webhook-url", Webhook);
        var all = await RunAsync("get-notification");

        set.Out.ShouldEndWith("Config ID: default\nEvents: status, artifact\nStates: completed, failed\n");
        got.Out.ShouldEndWith("Events: status, artifact\nStates: completed, failed\nDeliveries: due, 1 to send, 0 given up\n");
        all.Out.ShouldNotContain("Events");
    }

    [Theory]
    [InlineData("--events", "statuses", "--events: 'statuses' is no kind of update; give some of status, artifact, message, task, with commas between.")]
    [InlineData("--events", ",", "--events: '' is no kind of update")]
    [InlineData("--states", "completed,done", "--states: 'done' is no state; give some of submitted, working, completed")]
    public async Task A_word_that_is_none_of_them_is_wrong_usage(string option, string list, string told)
    {
        var agent = new FakeAgent();

        var run = await agent.RunAsync([.. SetT1, option, list]);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(told);
        agent.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filter_is_not_sent_to_an_agent_that_would_ignore_it()
    {
        var agent = new FakeAgent();

        var run = await agent.RunAsync([.. SetT1, "--states", "completed"]);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("This agent does not filter updates when it is called in 1.0: its card there does not name urn:handler:a2a:push-delivery:v1.");
        agent.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filter_that_the_dialect_does_not_have_is_told_of_that_dialect()
    {
        await using var agent = await StepAgentHost.StartAsync();

        var run = await agent.RunAsync("task", "set-notification", "--task-id", "t", "--webhook-url", Webhook, "--states", "completed", "--protocol", "legacy");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("called in legacy: its card there does not name");
    }

    [Fact]
    public async Task States_without_status_updates_are_wrong_usage()
    {
        var agent = new FakeAgent();

        var run = await agent.RunAsync([.. SetT1, "--events", "artifact,task", "--states", "completed"]);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("--states is about status updates, which --events leaves out. Add status to --events, or leave --states out.");
        agent.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task How_deliveries_fare_is_shown_whole()
    {
        var agent = new FakeAgent().Result("GetTaskPushNotificationConfig", """
            {"id":"default","taskId":"t-1","url":"http://w","eventFilter":"of another agent","delivery":{"state":"waiting","reason":"a reason","waiting":3,"dead":1,"passedOver":2,"attempts":4,
            "nextAttemptAt":"2026-03-01T18:31:00Z","lastDelivered":{"sequence":17,"at":"2026-03-01T18:30:44Z"},
            "lastFailure":{"sequence":18,"at":"2026-03-01T18:30:52Z","outcome":"answered","status":503,"reason":"The webhook answered 503."}}}
            """);

        var run = await agent.RunAsync("task", "get-notification", "--task-id", "t-1", "--config-id", "default");

        run.Out.ShouldEndWith("""
            Config ID: default
            Deliveries: waiting, 3 to send, 1 given up, 2 passed over
            Reason: a reason
            Next attempt: 2026-03-01T18:31:00Z, after 4 tries
            Last delivered: update 17 at 2026-03-01T18:30:44Z
            Last failure: update 18 at 2026-03-01T18:30:52Z: The webhook answered 503.

            """);
        agent.Calls.ShouldHaveSingleItem().Request.Headers.GetValues("A2A-Extensions").ShouldBe(["urn:handler:a2a:push-delivery:v1"]);
    }
}
