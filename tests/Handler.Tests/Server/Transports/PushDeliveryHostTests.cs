using System.Text;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Protocol.Agents.Rules;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Tests.Protocol;
using Handler.Tests.Server.Transports.Rest;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server.Transports;

/// <summary>The extension of our delivery guarantee: on the card, and on configs in both bindings of both versions.</summary>
public sealed class PushDeliveryHostTests
{
    private const string Ends = """{"kinds":["status"],"states":["TASK_STATE_COMPLETED","TASK_STATE_FAILED"]}""";

    public static TheoryData<string> Wires =>
        [PushDeliveryWire.V1JsonRpc, PushDeliveryWire.V1Rest, PushDeliveryWire.V03JsonRpc, PushDeliveryWire.V03Rest];

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Who_names_the_extension_sets_and_reads_a_filter_and_reads_how_deliveries_fare(string wire)
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var task = await TaskAsync(host);
        var caller = new PushDeliveryWire(host, wire);

        var set = await caller.SetAsync(task, Ends);
        var read = await caller.GetAsync(task);
        var listed = await caller.ListedAsync(task);

        foreach (var config in new[] { set, read, listed })
        {
            CanonicalJson.Of(config["eventFilter"]!.ToJsonString()).ShouldBe(CanonicalJson.Of(Ends));
            config["delivery"]!.ToJsonString().ShouldBe("""{"state":"due","waiting":1,"dead":0}""");
        }

        (await StoredAsync(host, task)).Lane.Mask.ShouldBe(EventKinds.OtherStatus | EventKinds.Completed | EventKinds.Failed | EventKinds.Snapshot);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Who_does_not_name_it_sets_nothing_by_its_fields_and_sees_none_of_them(string wire)
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var task = await TaskAsync(host);
        var caller = new PushDeliveryWire(host, wire);

        var set = await caller.SetAsync(task, "\"nonsense\"", named: false);
        var stored = await StoredAsync(host, task);
        await caller.SetAsync(task, Ends);

        stored.Lane.Mask.ShouldBe(wire.StartsWith('1') ? EventKinds.All : EventKinds.Status | EventKinds.Message | EventKinds.CommitEnd | EventKinds.Snapshot);
        string[] names = ["id", "pushNotificationConfig", "taskId", "url"];
        foreach (var config in new[] { set, await caller.GetAsync(task, named: false), await caller.ListedAsync(task, named: false) })
        {
            config.Select(field => field.Key).ShouldBeSubsetOf(names);
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Who_names_the_extension_says_above_how_many_updates_the_task_is_sent_in_their_place(string wire)
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader, configurePush: push => push.MaxWaitingPerConfig = 500);
        var task = await TaskAsync(host);
        var caller = new PushDeliveryWire(host, wire);

        var set = await caller.SetAsync(task, "null,\"collapseAbove\":100");
        await caller.SetAsync(task, "", named: false);
        var kept = (await StoredAsync(host, task)).Lane.CollapseAbove;
        var read = await caller.GetAsync(task);
        var unnamed = await caller.GetAsync(task, named: false);
        await caller.SetAsync(task, "", named: false, url: "https://other.example/a");
        var moved = (await StoredAsync(host, task)).Lane.CollapseAbove;
        await caller.SetAsync(task, "null,\"collapseAbove\":500");

        (set["collapseAbove"]!.GetValue<int>(), kept, read["collapseAbove"]!.GetValue<int>(), moved).ShouldBe((100, 100, 100, null));
        unnamed.ContainsKey("collapseAbove").ShouldBeFalse();
        (await StoredAsync(host, task)).Lane.CollapseAbove.ShouldBeNull("It is no less than the agent keeps.");
    }

    [Theory]
    [InlineData("0", "is 0; give 1 or more")]
    [InlineData("-3", "is -3; give 1 or more")]
    [InlineData("\"all\"", "it is \"all\"; a whole number is wanted.")]
    public async Task A_number_of_updates_that_could_not_mean_what_it_says_is_refused(string value, string says)
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var task = await TaskAsync(host);

        foreach (var wire in new[] { PushDeliveryWire.V1JsonRpc, PushDeliveryWire.V1Rest, PushDeliveryWire.V03JsonRpc, PushDeliveryWire.V03Rest })
        {
            var refusal = await new PushDeliveryWire(host, wire).RefusedAsync(caller => caller.SetAsync(task, $"null,\"collapseAbove\":{value}"));

            refusal.ShouldContain("collapseAbove");
            refusal.ShouldContain(says);
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_filter_that_comes_with_the_message_holds_from_the_first_event_on(string wire)
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await task.CompleteAsync(cancel: cancel);
        };

        await new PushDeliveryWire(host, wire).SendAsync(Ends);
        var filtered = (await OnlyAsync(host)).Lane;
        await new PushDeliveryWire(host, wire) { User = "ann" }.SendAsync(Ends, named: false);

        filtered.Waiting.ShouldBe(1);
        (await OnlyAsync(host, "ann")).Lane.Waiting.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("\"status\"", "eventFilter: the value must be an object, found \"status\"")]
    [InlineData("{}", "eventFilter: is empty; give kinds, states, or both, or leave it out for all updates.")]
    [InlineData("""{"state":["TASK_STATE_FAILED"]}""", "eventFilter: has 'state', which is not known; give kinds, states, or both.")]
    [InlineData("""{"kinds":[]}""", "eventFilter.kinds: is an empty list; give some of status, artifact, message, task, or leave it out for all.")]
    [InlineData("""{"kinds":"status"}""", "eventFilter.kinds: must be a list, found \"status\"")]
    [InlineData("""{"kinds":["status","statuses"]}""", "eventFilter.kinds: 'statuses' is no UpdateKind; known are status, artifact, message, task.")]
    [InlineData("""{"states":[]}""", "eventFilter.states: is an empty list; give some of TASK_STATE_SUBMITTED, TASK_STATE_WORKING, TASK_STATE_COMPLETED")]
    [InlineData("""{"states":["completed"]}""", "eventFilter.states: 'completed' is no TaskState; known are TASK_STATE_UNSPECIFIED, TASK_STATE_SUBMITTED")]
    [InlineData("""{"states":["TASK_STATE_UNSPECIFIED"]}""", "eventFilter.states: has 'TASK_STATE_UNSPECIFIED', which no task is in; give some of")]
    [InlineData("""{"kinds":["artifact","task"],"states":["TASK_STATE_FAILED"]}""", "eventFilter.states: is about status updates, which kinds leaves out (artifact, task).")]
    public async Task What_cannot_be_a_filter_is_refused_at_its_place_everywhere(string filter, string told)
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var task = await TaskAsync(host);

        (await RefusedSetAsync(host, PushDeliveryWire.V1JsonRpc, task, filter)).ShouldStartWith(told);
        (await RefusedSetAsync(host, PushDeliveryWire.V1Rest, task, filter)).ShouldStartWith(told);
        (await RefusedSetAsync(host, PushDeliveryWire.V03JsonRpc, task, filter)).ShouldStartWith($"pushNotificationConfig.{told}");
        (await RefusedSetAsync(host, PushDeliveryWire.V03Rest, task, filter)).ShouldStartWith(told);
        (await RefusedSendAsync(host, PushDeliveryWire.V1JsonRpc, filter)).ShouldStartWith($"configuration.taskPushNotificationConfig.{told}");
        (await RefusedSendAsync(host, PushDeliveryWire.V1Rest, filter)).ShouldStartWith($"configuration.taskPushNotificationConfig.{told}");
        (await RefusedSendAsync(host, PushDeliveryWire.V03JsonRpc, filter)).ShouldStartWith($"configuration.pushNotificationConfig.{told}");
        (await RefusedSendAsync(host, PushDeliveryWire.V03Rest, filter)).ShouldStartWith($"configuration.pushNotification.{told}");
        (await host.Services.GetRequiredService<IAgentStore>().ListOfOwnerAsync(OwnerScope.Anonymous, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filter_of_what_is_never_pushed_is_refused_and_one_of_some_of_it_holds()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader, configurePush: push => push.Include = PushInclude.StatusOnly);
        var task = await TaskAsync(host);
        var caller = new PushDeliveryWire(host, PushDeliveryWire.V1JsonRpc);

        var refused = await RefusedSetAsync(host, PushDeliveryWire.V1JsonRpc, task, """{"kinds":["artifact","message"]}""");
        var set = await caller.SetAsync(task, """{"kinds":["artifact","status"]}""");

        refused.ShouldBe("eventFilter.kinds: names artifact, message alone, which this agent does not push; give some of status, task, or leave it out for all.");
        set["eventFilter"]!.ToJsonString().ShouldBe("""{"kinds":["status"]}""");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Setting_again_without_naming_it_keeps_the_filter_over_the_same_origin_alone(string wire)
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var task = await TaskAsync(host);
        var caller = new PushDeliveryWire(host, wire);
        await caller.SetAsync(task, Ends);

        await caller.SetAsync(task, "", named: false);
        var same = await StoredAsync(host, task);
        await caller.SetAsync(task, "", named: false, url: "https://hooks.example/moved");
        var moved = await caller.GetAsync(task);
        await caller.SetAsync(task, "", named: false, url: "https://others.example/");
        var elsewhere = await caller.GetAsync(task);

        same.Lane.Generation.ShouldBe(1);
        moved["url"]!.ToString().ShouldBe("https://hooks.example/moved");
        CanonicalJson.Of(moved["eventFilter"]!.ToJsonString()).ShouldBe(CanonicalJson.Of(Ends));
        elsewhere["eventFilter"].ShouldBeNull();
    }

    [Fact]
    public async Task A_filter_outlives_a_change_of_dialect_and_goes_when_who_names_it_leaves_it_out()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var task = await TaskAsync(host);
        var (now, before) = (new PushDeliveryWire(host, PushDeliveryWire.V1JsonRpc), new PushDeliveryWire(host, PushDeliveryWire.V03JsonRpc));
        await now.SetAsync(task, """{"kinds":["artifact"]}""");

        await before.SetAsync(task, "", named: false);
        var kept = await before.GetAsync(task);
        await before.SetAsync(task, "");
        var gone = await before.GetAsync(task);

        kept["eventFilter"]!.ToJsonString().ShouldBe("""{"kinds":["artifact"]}""");
        gone["eventFilter"].ShouldBeNull();
        (await StoredAsync(host, task)).Format.ShouldBe(WireFormat.V03);
    }

    [Fact]
    public async Task What_leaves_nothing_out_is_not_told_back()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var caller = new PushDeliveryWire(host, PushDeliveryWire.V1Rest);

        var set = await caller.SetAsync(await TaskAsync(host), """{"kinds":["task","message","artifact","status"]}""");

        set["eventFilter"].ShouldBeNull();
        set["delivery"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_config_that_is_gone_says_so_to_its_owner_who_asks_and_to_nobody_else()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var task = await TaskAsync(host, "ann");
        var ann = new PushDeliveryWire(host, PushDeliveryWire.V1JsonRpc) { User = "ann" };
        await ann.SetAsync(task, Ends);
        await EndAsync(host, task, "ann");

        var told = await ann.GetAsync(task);
        var plain = await ann.GetAsync(task, named: false);
        var bob = await new PushDeliveryWire(host, PushDeliveryWire.V1JsonRpc) { User = "bob" }.GetAsync(task);

        var health = A2AJson.Read<TaskPushNotificationConfig>(Encoding.UTF8.GetBytes(told.ToJsonString())).Delivery.ShouldNotBeNull();
        (health.State, health.Reason, health.Waiting, health.Dead).ShouldBe((DeliveryState.Gone, "The webhook answered 410 Gone to update 3.", 0, 1));
        health.LastFailure.ShouldNotBeNull().Status.ShouldBe(410);
        told.ToJsonString().ShouldNotContain("inside");
        plain["delivery"].ShouldBeNull();
        bob["error"].ShouldNotBeNull().ToJsonString().ShouldNotContain("gone");
    }

    [Fact]
    public async Task The_extension_may_be_named_in_the_query()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var task = await TaskAsync(host);
        await new PushDeliveryWire(host, PushDeliveryWire.V1Rest).SetAsync(task, Ends);

        var read = await host.RestAsync("GET", $"/tasks/{task}/pushNotificationConfigs/c?A2A-Extensions={Uri.EscapeDataString(PushDeliveryExtension.Uri)}");
        var other = await host.RestAsync("GET", $"/tasks/{task}/pushNotificationConfigs/c?A2A-Extensions=urn:handler:a2a:push-delivery:v2");

        read["delivery"].ShouldNotBeNull();
        other["delivery"].ShouldBeNull();
    }

    [Fact]
    public async Task The_legacy_dialect_says_the_kinds_in_its_own_field_and_has_no_more()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var task = await TaskAsync(host);
        await new PushDeliveryWire(host, PushDeliveryWire.V1JsonRpc).SetAsync(task, """{"kinds":["artifact","status"]}""");

        using var answer = await host.PostAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"tasks/pushNotification/get","params":{"id":"{{task}}"} }""",
            headers: ("A2A-Extensions", PushDeliveryExtension.Uri));

        var config = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["result"]!["pushNotificationConfig"]!.AsObject();
        config["eventTypes"]!.ToJsonString().ShouldBe("""["status","artifact"]""");
        config.ContainsKey("delivery").ShouldBeFalse();
        config.ContainsKey("eventFilter").ShouldBeFalse();
        answer.Headers.Contains("A2A-Extensions").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/.well-known/agent-card.json", true)]
    [InlineData("/.well-known/agent.json", true)]
    [InlineData("/agentCard", false)]
    public async Task The_card_states_what_the_options_say(string path, bool states)
    {
        await using var host = await AgentHost.StartAsync(configurePush: push =>
        {
            push.Horizon = TimeSpan.FromHours(2);
            push.AttemptTimeout = TimeSpan.FromSeconds(12.5);
            push.Retry.MaxDelay = TimeSpan.FromSeconds(5);
            push.Include = PushInclude.StatusOnly;
            push.Automatic = false;
        });

        var text = await host.Client.GetStringAsync(path);
        if (!states)
        {
            text.ShouldNotContain(PushDeliveryExtension.Uri);
            return;
        }

        var report = AgentCardRules.Check(Encoding.UTF8.GetBytes(text));
        report.Errors.Concat(report.Warnings).Where(issue => issue.Path.Contains("extensions", StringComparison.Ordinal)).ShouldBeEmpty();
        var extension = JsonNode.Parse(text)!["capabilities"]!["extensions"]!.AsArray().ShouldHaveSingleItem()!;
        extension["required"].ShouldBeNull();
        var promised = A2AJson.Read<PushDeliveryParams>(Encoding.UTF8.GetBytes(extension["params"]!.ToJsonString()));
        (promised.RetryHorizonSeconds, promised.AttemptTimeoutSeconds, promised.MaxRetryDelaySeconds).ShouldBe((7200, 12.5, 2400));
        (promised.Durable, promised.Automatic).ShouldBe((false, false));
        promised.EventFilter.Kinds.ShouldBe([UpdateKind.Status, UpdateKind.Task]);
    }

    [Fact]
    public async Task An_author_keeps_extensions_and_may_require_ours()
    {
        var card = Cards.Plain with
        {
            Capabilities = new AgentCapabilities
            {
                Extensions = [new AgentExtension { Uri = PushDeliveryExtension.Uri, Required = true, Description = "theirs" }, new AgentExtension { Uri = "urn:theirs" }],
            },
        };
        await using var host = await AgentHost.StartAsync(card: card, use: Users.FromHeader);

        var told = JsonNode.Parse(await host.Client.GetStringAsync("/.well-known/agent-card.json"))!["capabilities"]!["extensions"]!.AsArray();
        var refused = await host.ErrorAsync("ListTasks", "{}");
        using var answer = await host.AskAsync("GET", "/tasks", headers: ("A2A-Extensions", PushDeliveryExtension.Uri));

        told.Select(extension => extension!["uri"]!.ToString()).ShouldBe([PushDeliveryExtension.Uri, "urn:theirs"]);
        told[0]!["required"]!.GetValue<bool>().ShouldBeTrue();
        told[0]!["params"]!["guarantee"]!.ToString().ShouldBe("at-least-once");
        refused.Code.ShouldBe(-32008);
        answer.Headers.GetValues("A2A-Extensions").ShouldBe([PushDeliveryExtension.Uri]);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Without_push_or_with_the_option_off_there_is_no_extension(bool push, bool announces)
    {
        await using var host = await AgentHost.StartAsync(push: push, configurePush: options => options.AnnouncesDelivery = announces, use: Users.FromHeader);

        (await host.Client.GetStringAsync("/.well-known/agent-card.json")).ShouldNotContain("extensions");
        if (push)
        {
            var set = await new PushDeliveryWire(host, PushDeliveryWire.V1JsonRpc).SetAsync(await TaskAsync(host), Ends);
            set.ContainsKey("eventFilter").ShouldBeFalse();
            set.ContainsKey("delivery").ShouldBeFalse();
        }
    }

    private static async Task<string> TaskAsync(AgentHost host, string user = "")
    {
        using var answer = await host.AskAsync("POST", "/message:send", RestCaller.Hello, headers: (Users.Header, user));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["task"]!["id"]!.ToString();
    }

    private static Task<string> RefusedSetAsync(AgentHost host, string wire, string task, string filter) =>
        new PushDeliveryWire(host, wire).RefusedAsync(caller => caller.SetAsync(task, filter));

    private static Task<string> RefusedSendAsync(AgentHost host, string wire, string filter) =>
        new PushDeliveryWire(host, wire).RefusedAsync(caller => caller.SendAsync(filter));

    private static Task<StoredPushConfig> StoredAsync(AgentHost host, string task) => V03MethodTests.StoredAsync(host, task);

    private static async Task<StoredPushConfig> OnlyAsync(AgentHost host, string owner = "") =>
        (await host.Services.GetRequiredService<IAgentStore>().ListOfOwnerAsync(new OwnerScope("", owner), CancellationToken.None)).ShouldHaveSingleItem();

    // As the engine writes it, which does not run here: what waits was answered by 410.
    private static async Task EndAsync(AgentHost host, string task, string owner)
    {
        var store = host.Services.GetRequiredService<IAgentStore>();
        var lane = (await store.GetAsync(new TaskKey(new OwnerScope("", owner), task), "c", CancellationToken.None)).ShouldNotBeNull().Lane;
        var attempt = new AttemptRecord
        {
            Sequence = lane.Tail,
            ThroughSequence = lane.Tail,
            Count = 1,
            Number = 1,
            StartedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.Zero,
            Outcome = AttemptOutcome.Answered,
            Status = 410,
            Detail = "The webhook answered 410.",
            Excerpt = "inside",
        };
        var result = new LaneResult
        {
            Lane = lane.Lane,
            Generation = lane.Generation,
            Progress = lane.Progress,
            State = LaneState.Gone,
            StateReason = $"The webhook answered 410 Gone to update {lane.Tail}.",
            Attempts = [attempt],
        };
        var owned = await store.OwnAsync(CancellationToken.None);
        await store.RecordAsync(new ResultBatch(owned.Epoch, [result], []), CancellationToken.None);
    }
}
