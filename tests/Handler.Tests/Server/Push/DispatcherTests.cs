using Handler.Protocol.Webhooks;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

public sealed class DispatcherTests : IDisposable
{
    private readonly PushRig _rig = new();

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    [Fact]
    public void A_webhook_registered_while_the_task_runs_gets_a_snapshot_and_then_every_update_in_order()
    {
        _rig.Start().Task();
        _rig.Say("t1", "before");

        _rig.Register();
        _rig.Say("t1", "one", "two", "three");
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(100));

        _rig.Heard().ShouldBe(["task", "one", "two", "three"]);
    }

    [Fact]
    public void Each_notification_names_its_delivery_and_the_one_before_it()
    {
        _rig.Start().Task();
        var lane = _rig.Register(token: "secret");
        _rig.Say("t1", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(100));

        var arrivals = _rig.Hook().Arrivals;
        arrivals.Select(arrival => arrival[WebhookHeaders.Id]).ShouldBe(
            [new DeliveryId(lane.Lane, 2).ToString(), new DeliveryId(lane.Lane, 3).ToString(), new DeliveryId(lane.Lane, 4).ToString()]);
        arrivals.Select(arrival => arrival.Previous).ShouldBe([null, 2L, 3L]);
        arrivals.ShouldAllBe(arrival => arrival.Attempt == 1);
        arrivals.ShouldAllBe(arrival => arrival[WebhookHeaders.NotificationToken] == "secret");
    }

    [Fact]
    public void What_was_committed_before_the_engine_started_is_found_in_the_store()
    {
        _rig.Task();
        _rig.Register();
        _rig.Say("t1", [.. Enumerable.Range(1, 40).Select(i => $"{i}")]);

        _rig.Start();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Heard().ShouldBe(["task", .. Enumerable.Range(1, 40).Select(i => $"{i}")]);
    }

    [Fact]
    public void A_ring_that_is_lost_costs_a_poll_interval_and_no_delivery()
    {
        _rig.Start().Task();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        _rig.Deafen();

        _rig.Register();
        _rig.Say("t1", "unheard");
        _rig.Loop.RunUntilIdle();
        _rig.Heard().ShouldBeEmpty();
        _rig.Loop.RunFor(_rig.Options.PollInterval);

        _rig.Heard().ShouldBe(["task", "unheard"]);
    }

    [Fact]
    public void A_lane_has_one_attempt_in_flight()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(30)));
        _rig.Start().Task();
        _rig.Register();

        _rig.SayAtOnce("t1", "1", "2", "3", "4", "5");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Hook().MostInFlight.ShouldBe(1);
        _rig.Heard().ShouldBe(["task", "1", "2", "3", "4", "5"]);
    }

    [Fact]
    public void A_webhook_that_hangs_holds_back_its_own_lane_and_no_other()
    {
        _rig.Hook("dead").AnswerOtherwise(WebhookAnswer.Silence);
        _rig.Start().Task();
        _rig.Register(host: "dead", configId: "a");
        _rig.Register(host: "hook", configId: "b");

        _rig.Say("t1", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(100));

        _rig.Heard("hook").ShouldBe(["task", "one", "two"]);
        _rig.Hook("dead").Arrivals.Count.ShouldBe(1);
    }

    [Fact]
    public void A_gate_has_no_more_in_flight_than_its_limit_and_the_node_no_more_than_its_own()
    {
        _rig.Options.MaxInFlight = 10;
        _rig.Options.MaxInFlightPerGate = 8;
        foreach (var host in new[] { "a", "b" })
        {
            _rig.Hook(host).AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(50)));
        }

        _rig.Start();
        for (var i = 0; i < 60; i++)
        {
            _rig.Task($"t{i}").Register($"t{i}", host: i % 2 == 0 ? "a" : "b");
        }

        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));

        _rig.Hook("a").MostInFlight.ShouldBeLessThanOrEqualTo(8);
        _rig.Hook("b").MostInFlight.ShouldBeLessThanOrEqualTo(8);
        _rig.MostInFlight.ShouldBe(10);
        (_rig.Hook("a").Arrivals.Count + _rig.Hook("b").Arrivals.Count).ShouldBe(60);
    }

    [Fact]
    public void A_gate_with_many_lanes_that_hang_leaves_the_others_their_room()
    {
        _rig.Hook("dead").AnswerOtherwise(WebhookAnswer.Silence);
        for (var i = 0; i < 300; i++)
        {
            _rig.Task($"t{i}").Register($"t{i}", host: "dead", configId: "a");
        }

        _rig.Start();
        _rig.Task("well").Register("well");
        _rig.Say("well", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(200));

        _rig.Heard().ShouldBe(["task", "one", "two"]);
        _rig.Hook("dead").MostInFlight.ShouldBe(1);
    }

    [Fact]
    public void A_lane_reads_only_the_kinds_that_its_mask_names_and_always_a_snapshot()
    {
        _rig.Start().Task();
        _rig.Register(mask: EventKinds.Artifact);

        _rig.Say("t1", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(100));

        _rig.Heard().ShouldBe(["task"]);
        _rig.Lane()!.Waiting.ShouldBe(0);
    }

    [Fact]
    public void The_cursor_is_durable_after_the_flush_and_the_lane_is_let_go()
    {
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one", "two");

        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        var lane = _rig.Lane()!;
        (lane.Cursor, lane.Tail, lane.Waiting, lane.Passed).ShouldBe((4L, 4L, 0, 4L));
        var attempt = _rig.Store.ListAttemptsAsync(lane.Lane, default).Result.ShouldHaveSingleItem();
        (attempt.Count, attempt.Sequence, attempt.ThroughSequence, attempt.Outcome).ShouldBe((3, 2L, 4L, AttemptOutcome.Delivered));
    }
}
