using Handler.Cli.Demo;
using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.Receiver.Inbox;

namespace Handler.Tests.Cli.Demo;

/// <summary>The demo's verdict is made from what arrived: each fault that a sender could have shows as FAIL.</summary>
public sealed class DemoEvidenceTests
{
    private static readonly Guid Lane = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);

    private static readonly StreamResponse[] Updates =
    [
        StreamResponse.Of(new AgentTask { Id = "t1", ContextId = "c1", Status = new AgentTaskStatus { State = TaskState.Submitted } }),
        StreamResponse.Of(new TaskStatusUpdateEvent { TaskId = "t1", ContextId = "c1", Status = new AgentTaskStatus { State = TaskState.Working } }),
        StreamResponse.Of(new TaskArtifactUpdateEvent
        {
            TaskId = "t1", ContextId = "c1", Artifact = new Artifact { ArtifactId = "a", Parts = [Part.FromText("result")] },
        }),
        StreamResponse.Of(new TaskStatusUpdateEvent { TaskId = "t1", ContextId = "c1", Status = new AgentTaskStatus { State = TaskState.Completed } }),
    ];

    private static AgentTask Final => TaskAsOf(Updates.Length - 1);

    [Fact]
    public void All_holds_when_every_update_came_in_order_and_the_config_is_gone()
    {
        var evidence = Evidence(Pushes(0, 1, 2, 3));

        evidence.Checks(Dialect(WireFormat.V1).Claims).ShouldAllBe(check => check.Holds);
        evidence.States.ShouldBe(["submitted", "working", "completed"]);
    }

    [Fact]
    public void A_lost_update_fails_order_and_the_rebuilt_task()
    {
        var pushes = Pushes(0, 1, 2, 3).Where((_, index) => index != 2).ToList();

        Failing(Evidence(pushes)).ShouldBe(["In order, each naming the one before", "Pushes alone rebuild the task"]);
    }

    [Fact]
    public void Two_updates_that_changed_places_fail_the_order()
    {
        var pushes = Pushes(0, 1, 2, 3).ToList();
        (pushes[1], pushes[2]) = (pushes[2], pushes[1]);

        Failing(Evidence(pushes)).ShouldContain("In order, each naming the one before");
    }

    [Fact]
    public void A_missing_end_fails_and_says_so_three_times()
    {
        Failing(Evidence(Pushes(0, 1, 2))).ShouldBe(
            ["Final push delivery seen", "Final state is completed", "Pushes alone rebuild the task"]);
    }

    [Fact]
    public void A_push_without_the_token_fails()
    {
        var pushes = Pushes(0, 1, 2, 3).ToList();
        pushes[1] = Push(WireFormat.V1, 1, TokenState.None);

        Failing(Evidence(pushes)).ShouldBe(["Every push carried the token"]);
    }

    [Fact]
    public void A_config_that_is_left_fails() => Failing(Evidence(Pushes(0, 1, 2, 3)) with { ConfigsLeft = 1 }).ShouldBe(["Config deleted successfully"]);

    [Fact]
    public void A_killed_agent_whose_task_did_not_complete_fails()
    {
        var evidence = Evidence(Pushes(0, 1, 2, 3)) with { WasKilled = true, Task = null };

        Failing(evidence).ShouldBe(["Agent killed in mid-run, task completed", "Pushes alone rebuild the task"]);
    }

    [Fact]
    public void Nothing_at_all_holds_nothing_but_the_deletion()
    {
        Evidence([]).Checks(Dialect(WireFormat.V1).Claims).Where(check => check.Holds).Select(check => check.Label).ShouldBe(["Config deleted successfully"]);
    }

    [Fact]
    public void Whole_tasks_of_0_3_hold_all_as_well()
    {
        var checks = Evidence(Pushes(WireFormat.V03, 0, 1, 2, 3)).Checks(Dialect(WireFormat.V03).Claims);

        checks.ShouldAllBe(check => check.Holds);
        checks.Count.ShouldBe(7);
    }

    [Fact]
    public void A_whole_task_of_0_3_that_is_not_the_last_fails()
    {
        var evidence = Evidence(Pushes(WireFormat.V03, 0, 1, 2));

        Failing(evidence, WireFormat.V03).ShouldBe(["Final push delivery seen", "Final state is completed", "Pushes alone rebuild the task"]);
    }

    [Fact]
    public void Bare_events_of_the_legacy_dialect_hold_what_its_example_checks()
    {
        var checks = Evidence(Pushes(WireFormat.Legacy, 0, 1, 2, 3)).Checks(Dialect(WireFormat.Legacy).Claims);

        checks.ShouldBe(
        [
            new DemoCheck("Push notifications received (≥2)", true),
            new DemoCheck("Final push delivery seen", true),
            new DemoCheck("Final state is completed", true),
            new DemoCheck("Config deleted successfully", true),
        ]);
    }

    [Theory]
    [InlineData(WireFormat.V1, "artifact=a (result)")]
    [InlineData(WireFormat.V03, "state=working, 1 artifact(s)")]
    [InlineData(WireFormat.Legacy, "artifact=a (result)")]
    public void A_push_is_told_in_a_line(WireFormat protocol, string told)
    {
        var terminal = new CliTerminal();

        new DemoScreen(terminal.ScreenOf()).Push(Push(protocol, 2), Dialect(protocol));

        terminal.Out.ToString().ShouldBe($"  push received → {told}\n");
    }

    private static DemoDialect Dialect(WireFormat protocol) => DemoDialects.Of(protocol);

    private static IReadOnlyList<string> Failing(DemoEvidence evidence, WireFormat protocol = WireFormat.V1) =>
        [.. evidence.Checks(Dialect(protocol).Claims).Where(check => !check.Holds).Select(check => check.Label)];

    internal static DemoEvidence Evidence(IReadOnlyList<ReceivedNotification> pushes) => new() { Pushes = pushes, Task = Final, ConfigsLeft = 0 };

    internal static List<ReceivedNotification> Pushes(params int[] indexes) => Pushes(WireFormat.V1, indexes);

    private static List<ReceivedNotification> Pushes(WireFormat protocol, params int[] indexes) => [.. indexes.Select(index => Push(protocol, index))];

    private static ReceivedNotification Push(WireFormat protocol, int index, TokenState token = TokenState.Verified)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [WebhookHeaders.Id] = new DeliveryId(Lane, index + 1).ToString(),
            [WebhookHeaders.EventSequence] = $"{index + 1}",
        };
        if (index > 0)
        {
            headers[WebhookHeaders.EventPrevious] = $"{index}";
        }

        return ReceivedNotification.Read(DateTimeOffset.UnixEpoch, NotificationBody.Render(protocol, Updates[index], TaskAsOf(index)), headers, token);
    }

    private static AgentTask TaskAsOf(int index) => Updates.Take(index + 1).Aggregate((AgentTask?)null, TaskProjection.Apply)!;
}
