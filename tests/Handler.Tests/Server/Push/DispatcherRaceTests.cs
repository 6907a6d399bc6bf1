using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>What the dispatcher hears late, or knows of before it hears.</summary>
public sealed class DispatcherRaceTests : IDisposable
{
    private readonly PushRig _rig = new();
    private readonly FaultyLaneStore _store;

    public DispatcherRaceTests()
    {
        _store = new FaultyLaneStore(_rig.Store);
        _rig.Engine = _store;
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_commit_that_is_heard_after_its_lane_was_let_go_finds_the_lane_as_it_is_now()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(100)));
        _rig.Start().Task();
        _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(200));
        _rig.Say("t1", "one");
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(50));
        var hold = HoldNextLook();

        // Rung while one is on its way, heard when its lane has long been let go.
        _rig.Say("t1", "two");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        Release(hold);
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Hook().Arrivals.Select(arrival => (arrival.Id.Sequence, arrival.Previous)).ShouldBe([(2, null), (3, 2L), (4, 3L)]);
    }

    [Fact]
    public void A_commit_that_is_heard_late_does_not_cut_the_wait_after_a_failure_short()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(503, TimeSpan.FromMilliseconds(100), retryAfter: "60"));
        _rig.Start().Task();
        _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(50));
        var hold = HoldNextLook();

        _rig.Say("t1", "one");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        Release(hold);
        _rig.Loop.RunFor(TimeSpan.FromSeconds(30));

        _rig.Hook().Arrivals.Count.ShouldBe(1);
    }

    [Fact]
    public void A_mask_that_was_widened_is_not_passed_over_when_the_look_was_quicker_than_the_ring()
    {
        _rig.Start().Task();
        _rig.Register(mask: EventKinds.Artifact);
        _rig.Say("t1", [.. Enumerable.Range(1, 40).Select(i => $"{i}")]);
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(500));
        var hold = HoldNextLook();

        _rig.Register(mask: EventKinds.All);
        Release(hold);
        _rig.Say("t1", "41");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Heard().ShouldBe(["task", .. Enumerable.Range(1, 41).Select(i => $"{i}")]);
    }

    [Fact]
    public void A_config_replaced_during_an_attempt_goes_on_at_once()
    {
        _rig.Options.PollInterval = TimeSpan.FromHours(1);
        _rig.Hook("old").AnswerOtherwise(WebhookAnswer.Silence);
        _rig.Start().Task();
        _rig.Register(host: "old");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Register(host: "new");
        _rig.Loop.RunUntilIdle();

        _rig.Heard("new").ShouldBe(["task"]);
    }

    [Fact]
    public void A_lane_read_after_its_replacement_is_not_aborted_by_the_late_notice_of_it()
    {
        var lanes = new LanesInHand(_rig.Options, _rig.Clock);
        _rig.Task();
        var first = _rig.Register();
        var second = _rig.Register(token: "new");
        lanes.BeginLook();
        lanes.EndLook([new LaneWork(second, [new LaneDelivery { Sequence = 2, CommittedAt = _rig.Clock.GetUtcNow() }])], wasCut: false);

        lanes.Close(second.Lane, second.Generation).ShouldBeNull();

        second.Lane.ShouldBe(first.Lane);
        lanes.TryStart().ShouldNotBeNull();
        lanes.Close(second.Lane, second.Generation + 1).ShouldNotBeNull().IsClosed.ShouldBeTrue();
    }

    [Fact]
    public void What_died_with_an_overdue_delivery_is_not_sent_when_the_webhook_had_refused_the_body()
    {
        _rig.Task();
        _rig.Register();
        _rig.Say("t1", "one", "two");
        _rig.Clock.Advance(_rig.Options.Horizon);
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(422));

        _rig.Start();
        _rig.Loop.RunFor(TimeSpan.FromMinutes(5));

        _rig.Heard().ShouldBe(["task"]);
        _rig.Store.ListDeadAsync(_rig.Lane()!.Lane, default).Result.ShouldHaveSingleItem().Count.ShouldBe(3);
    }

    [Fact]
    public void An_engine_that_has_died_sends_nothing_more()
    {
        _rig.Hook("slow").AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromSeconds(5)));
        _rig.Start().Task("t1").Task("t2");
        _rig.Register("t1");
        _rig.Register("t2", "slow");
        _store.IsFenced = true;
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Say("t1", "one");
        _rig.Say("t2", "two");
        _rig.Loop.RunFor(TimeSpan.FromMinutes(1));

        _rig.Defect.ShouldNotBeNull().Message.ShouldContain("taken over");
        (_rig.Heard().Count, _rig.Heard("slow").Count).ShouldBe((1, 1));
    }

    [Fact]
    public void Lanes_that_are_never_idle_give_way_to_others_of_their_gate()
    {
        _rig.Options.MaxInFlightPerGate = 1;
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(10)));
        _rig.Start();
        foreach (var task in new[] { "t1", "t2", "t3" })
        {
            _rig.Task(task).Register(task);
        }

        for (var i = 0; i < 2000; i++)
        {
            _rig.Say("t1", $"{i}");
            _rig.Say("t2", $"{i}");
            _rig.Loop.RunFor(TimeSpan.FromMilliseconds(10));
        }

        _rig.Lane("t3")!.Waiting.ShouldBe(0);
    }

    private TaskCompletionSource HoldNextLook()
    {
        var hold = _store.HoldsLooks = new TaskCompletionSource();
        _rig.Store.SetAsync(Unrelated(), default).Wait();
        _rig.Store.SetAsync(Unrelated(), default).Wait();
        _rig.Loop.RunUntilIdle();
        return hold;
    }

    // The notice of a replacement makes the dispatcher look at once.
    private ConfigWrite Unrelated() => new()
    {
        Task = PushRig.Key("t1"),
        ConfigId = "unrelated",
        OpensWithSnapshot = false,
        Build = _ => new NewPushConfig
        {
            ConfigId = "unrelated",
            Endpoint = _rig.Sealer.Seal(new PushEndpoint { Url = "http://unrelated/webhook" }),
            Mask = EventKinds.None,
        },
    };

    private void Release(TaskCompletionSource hold)
    {
        _store.HoldsLooks = null;
        hold.SetResult();
        _rig.Loop.RunUntilIdle();
    }
}
