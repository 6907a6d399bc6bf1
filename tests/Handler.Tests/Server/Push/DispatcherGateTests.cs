using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>Held gates, as they are seen at the webhook: what starts, when, and for whom.</summary>
public sealed class DispatcherGateTests : IDisposable
{
    private readonly PushRig _rig = new();

    private readonly DateTimeOffset _start;

    public DispatcherGateTests()
    {
        _start = _rig.Clock.GetUtcNow();

        // What must happen happens without the poll that makes up for lost rings.
        _rig.Options.PollInterval = TimeSpan.FromMinutes(10);
    }

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    private GateRow Gate => _rig.Store.ListGatesAsync(default).Result.ShouldHaveSingleItem();

    private static GateKey Key => new(PushRig.Scope, "http://hook:80");

    [Fact]
    public void Retry_After_holds_all_lanes_of_the_gate_and_then_another_one_probes()
    {
        _rig.Hook().Answer(429, retryAfter: "30");
        _rig.Start().Task("t1").Task("t2");
        _rig.Register("t1");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        _rig.Register("t2");

        _rig.Loop.RunFor(TimeSpan.FromSeconds(28));
        var held = Arrivals.Count;
        var row = Gate;
        _rig.Loop.RunFor(TimeSpan.FromSeconds(5));

        held.ShouldBe(1);
        (row.Hold, row.Reason).ShouldBe((GateHold.RetryAfter, "The webhook answered 429."));
        Arrivals[1].Id.Lane.ShouldBe(_rig.Lane("t2")!.Lane);
        (Arrivals[1].At - _start).TotalSeconds.ShouldBe(30, 0.1);
        Gate.Hold.ShouldBe(GateHold.None);
    }

    [Fact]
    public void Retry_After_of_ten_years_holds_the_gate_for_a_minute()
    {
        _rig.Hook().Answer(503, retryAfter: "315360000");
        _rig.Start().Task("t1").Task("t2");
        _rig.Register("t1");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        _rig.Register("t2");

        _rig.Loop.RunFor(TimeSpan.FromSeconds(58));
        Arrivals.Count.ShouldBe(1);
        _rig.Loop.RunFor(TimeSpan.FromSeconds(5));

        Arrivals[1].Id.Lane.ShouldBe(_rig.Lane("t2")!.Lane);
        _rig.Loop.RunFor(TimeSpan.FromMinutes(50));
        Arrivals.Count.ShouldBe(2);
        _rig.Loop.RunFor(TimeSpan.FromMinutes(10));
        Arrivals.Count.ShouldBe(3);
    }

    [Fact]
    public void A_hold_is_known_to_the_next_process()
    {
        _rig.Hook().Answer(429, retryAfter: "30");
        _rig.Start().Task("t1").Task("t2");
        _rig.Register("t1");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.RestartAfterCrash();
        _rig.Register("t2");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(28));
        var held = Arrivals.Count;
        _rig.Loop.RunFor(TimeSpan.FromSeconds(5));

        held.ShouldBe(1);
        Arrivals.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void The_breaker_opens_at_the_20th_failure_and_one_probe_at_a_time_is_made_by_another_lane_each_time()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Break);
        Lanes(50);

        _rig.Loop.RunFor(TimeSpan.FromMinutes(20));

        // Those that were in flight beside the 20th failure have begun before it was known.
        var probes = Arrivals.Where(arrival => arrival.At - Arrivals[19].At >= _rig.Options.Gates.FirstHold).ToList();
        Arrivals.Count(arrival => arrival.At - Arrivals[19].At < _rig.Options.Gates.FirstHold).ShouldBeLessThan(20 + 64);
        probes.Zip(probes.Skip(1)).Select(pair => (pair.Second.At - pair.First.At).TotalSeconds).Take(7)
            .ShouldAllBe(wait => wait >= 10 && wait <= 310);
        probes.Zip(probes.Skip(1)).ShouldAllBe(pair => pair.First.Id.Lane != pair.Second.Id.Lane);
        probes.Count.ShouldBeInRange(8, 10);
        Gate.Hold.ShouldBe(GateHold.Breaker);
    }

    [Fact]
    public void Held_time_uses_no_attempts()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Break);
        Lanes(50);
        _rig.Loop.RunFor(TimeSpan.FromHours(1));

        var tries = Enumerable.Range(0, 50).Sum(i => _rig.Lane($"t{i}")!.Progress.Tries);

        tries.ShouldBe(Arrivals.Count);
        tries.ShouldBeLessThan(120);
    }

    [Fact]
    public void An_endpoint_that_was_down_for_an_hour_gets_all_in_order_without_a_herd()
    {
        _rig.Hook().AnswerOtherwise(arrival => arrival.At - _start < TimeSpan.FromHours(1)
            ? WebhookAnswer.Break
            : WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(100)));
        Lanes(200);
        for (var i = 0; i < 200; i++)
        {
            _rig.Say($"t{i}", "one", "two");
        }

        _rig.Loop.RunFor(TimeSpan.FromHours(3));

        var back = Arrivals.Where(arrival => arrival.At - _start >= TimeSpan.FromHours(1)).ToList();
        back.GroupBy(arrival => arrival.Id.Lane).ShouldAllBe(lane => InOrder(lane));
        back.Count.ShouldBe(600);
        Enumerable.Range(0, 200).ShouldAllBe(i => _rig.Lane($"t{i}")!.Waiting == 0);

        // The first is a probe: nothing else comes before it is answered.
        back.Count(arrival => arrival.At - back[0].At < TimeSpan.FromMilliseconds(100)).ShouldBe(1);
        _rig.Hook().MostInFlight.ShouldBeLessThanOrEqualTo(_rig.Options.MaxInFlightPerGate);
    }

    [Fact]
    public void A_poison_message_does_not_keep_the_gate_shut()
    {
        _rig.Options.Gates.BreakerFailures = 3;
        _rig.Start().Task("poison").Task("t1");
        var poison = _rig.Register("poison").Lane;
        _rig.Hook().AnswerOtherwise(arrival => arrival.Id.Lane == poison ? WebhookAnswer.Of(500) : WebhookAnswer.Ok);
        _rig.Loop.RunFor(TimeSpan.FromSeconds(3));
        Gate.Hold.ShouldBe(GateHold.Breaker);
        _rig.Register("t1");

        _rig.Loop.RunFor(TimeSpan.FromSeconds(30));

        _rig.Lane("t1")!.Waiting.ShouldBe(0);
    }

    [Fact]
    public void An_operators_hold_starts_nothing_and_is_not_probed_until_it_is_resumed()
    {
        _rig.Start().Task();
        _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        Hold();
        _rig.Say("t1", "one");

        _rig.Loop.RunFor(TimeSpan.FromDays(2));
        var held = Arrivals.Count;
        _rig.Store.ResumeGateAsync(Key, default).Wait();
        _rig.Loop.RunUntilIdle();

        held.ShouldBe(1);
        _rig.Heard().ShouldBe(["task", "one"]);
    }

    [Fact]
    public void An_operators_hold_lets_what_is_in_flight_end_and_nothing_follow_it()
    {
        _rig.Hook().Answer(200, delay: TimeSpan.FromSeconds(5));
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        Hold();
        _rig.Loop.RunFor(TimeSpan.FromHours(1));

        _rig.Heard().ShouldBe(["task"]);
        _rig.Lane()!.Waiting.ShouldBe(2);
    }

    [Fact]
    public void A_gate_that_an_operator_once_held_is_probed_at_each_hold()
    {
        Lanes(2);
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        Hold();
        _rig.Store.ResumeGateAsync(Key, default).Wait();

        for (var i = 0; i < 4; i++)
        {
            _rig.Hook().Answer(429, retryAfter: "30");
            _rig.Say($"t{i % 2}", $"{i}");
            _rig.Loop.RunFor(TimeSpan.FromMinutes(1));
        }

        _rig.Heard().ShouldBe(["task", "task", "0", "0", "1", "1", "2", "2", "3", "3"]);
        Gate.Hold.ShouldBe(GateHold.None);
    }

    [Fact]
    public void What_was_in_flight_and_opens_the_gate_before_its_time_lets_the_others_go_on_at_once()
    {
        _rig.Options.Gates.BreakerFailures = 1;
        _rig.Start().Task("t1").Task("t2");
        _rig.Register("t1");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        _rig.Hook().Answer(200, delay: TimeSpan.FromSeconds(2));
        _rig.Hook().Answer(503);
        _rig.Say("t1", "slow");
        _rig.Register("t2");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        Gate.Hold.ShouldBe(GateHold.Breaker);

        _rig.Loop.RunFor(TimeSpan.FromSeconds(1.5));

        Gate.Hold.ShouldBe(GateHold.None);
        _rig.Lane("t2")!.Waiting.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_fell_overdue_while_the_agent_was_not_running_is_given_up_only_after_the_gate_has_been_probed(bool isWellAgain)
    {
        _rig.Options.Gates.BreakerFailures = 3;
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Break);
        Lanes(5);
        _rig.Loop.RunFor(TimeSpan.FromMinutes(1));
        _rig.Stop();
        Gate.Hold.ShouldBe(GateHold.Breaker);
        _rig.Loop.RunFor(TimeSpan.FromHours(30));
        _rig.Hook().AnswerOtherwise(isWellAgain ? WebhookAnswer.Of(200, TimeSpan.FromSeconds(1)) : WebhookAnswer.Break);
        var before = Arrivals.Count;

        _rig.Restart(_rig.Sealer);
        _rig.Loop.RunFor(TimeSpan.FromMinutes(3));

        Enumerable.Range(0, 5).ShouldAllBe(i => _rig.Lane($"t{i}", "default")!.Waiting == 0);
        Arrivals.Skip(before).Select(arrival => arrival.Id.Lane).Distinct().Count().ShouldBeInRange(isWellAgain ? 5 : 1, isWellAgain ? 5 : 4);
        Enumerable.Range(0, 5).Sum(i => _rig.Store.ListDeadAsync(_rig.Lane($"t{i}", "default")!.Lane, default).Result.Count).ShouldBe(isWellAgain ? 0 : 5);
    }

    [Fact]
    public void The_horizon_stands_still_under_an_operators_hold()
    {
        _rig.Options.Gates.BreakerFailures = int.MaxValue;
        _rig.Start().Task();
        _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        Hold();
        _rig.Say("t1", "one");
        _rig.Loop.RunFor(TimeSpan.FromDays(3));
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(500));

        _rig.Store.ResumeGateAsync(Key, default).Wait();
        _rig.Loop.RunFor(TimeSpan.FromHours(23));
        var before = _rig.Lane()!;
        _rig.Loop.RunFor(TimeSpan.FromHours(3));

        before.Waiting.ShouldBe(1);
        _rig.Lane()!.Waiting.ShouldBe(0);
        _rig.Store.ListDeadAsync(before.Lane, default).Result.ShouldHaveSingleItem().Reason.ShouldBe(DeadReason.Expired);
    }

    [Fact]
    public void What_is_overdue_and_fails_at_a_held_gate_dies_as_expired_held()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(500));
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one", "two");

        _rig.Loop.RunFor(_rig.Options.Horizon + TimeSpan.FromHours(2));

        var dead = _rig.Store.ListDeadAsync(_rig.Lane()!.Lane, default).Result.ShouldHaveSingleItem();
        (dead.Count, dead.Reason).ShouldBe((3, DeadReason.ExpiredHeld));
    }

    [Fact]
    public void What_falls_overdue_at_a_held_gate_is_given_up_without_an_attempt_of_its_own()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Break);
        Lanes(250);
        _rig.Loop.RunFor(TimeSpan.FromMinutes(10));
        _rig.Task("young");
        _rig.Register("young");

        _rig.Loop.RunFor(_rig.Options.Horizon - TimeSpan.FromMinutes(5));

        var lanes = Enumerable.Range(0, 250).Select(i => _rig.Lane($"t{i}")!).ToList();
        lanes.ShouldAllBe(lane => lane.Waiting == 0);
        lanes.ShouldAllBe(lane => _rig.Store.ListDeadAsync(lane.Lane, default).Result.Single().Reason == DeadReason.ExpiredHeld);
        _rig.Lane("young")!.Waiting.ShouldBe(1);

        // 250 webhooks over a day at an endpoint that is down: a probe in five minutes, and those before the breaker opened.
        Arrivals.Count.ShouldBeLessThan(400);
        _rig.Log.Entries.ShouldContain(entry => entry.Message.Contains("given up without an attempt (expired-held)"));
    }

    [Fact]
    public void A_lane_that_expired_goes_on_with_what_is_young_once_the_gate_is_open()
    {
        _rig.Hook().AnswerOtherwise(arrival => arrival.At - _start < TimeSpan.FromHours(26) ? WebhookAnswer.Break : WebhookAnswer.Ok);
        Lanes(100);
        _rig.Loop.RunFor(TimeSpan.FromHours(20));
        _rig.Say("t7", "young");

        _rig.Loop.RunFor(TimeSpan.FromHours(9));

        _rig.Lane("t7")!.Waiting.ShouldBe(0);
        Arrivals.Where(arrival => arrival.At - _start >= TimeSpan.FromHours(26)).ShouldAllBe(arrival => arrival.Id.Lane == _rig.Lane("t7")!.Lane);
    }

    [Fact]
    public void A_url_change_moves_a_waiting_lane_to_another_gate_and_out_of_its_hold()
    {
        _rig.Hook().Answer(429, retryAfter: "3600");
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Register(host: "elsewhere");
        _rig.Loop.RunUntilIdle();

        _rig.Heard("elsewhere").ShouldBe(["task", "one"]);
        _rig.Hook("elsewhere").Arrivals[0].Attempt.ShouldBe(2);
        _rig.Lane()!.Gate.Origin.ShouldBe("http://elsewhere:80");
        Arrivals.Count.ShouldBe(1);
    }

    [Fact]
    public void A_url_change_to_a_gate_that_is_held_waits_for_its_end()
    {
        _rig.Hook("elsewhere").Answer(429, retryAfter: "30");
        _rig.Start().Task("t1").Task("t2");
        _rig.Register("t2", "elsewhere");
        _rig.Register("t1");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Register("t1", "elsewhere");
        _rig.Say("t1", "one");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(28));
        var held = _rig.Hook("elsewhere").Arrivals.Count;
        _rig.Loop.RunFor(TimeSpan.FromSeconds(5));

        held.ShouldBe(1);
        _rig.Lane("t1")!.Waiting.ShouldBe(0);
    }

    private IReadOnlyList<WebhookArrival> Arrivals => _rig.Hook().Arrivals;

    private static bool InOrder(IEnumerable<WebhookArrival> lane) =>
        lane.Zip(lane.Skip(1)).All(pair => pair.First.Id.Sequence <= pair.Second.Id.Sequence);

    private void Hold() => _rig.Store.HoldGateAsync(Key, "ann", "maintenance", default).Result.Outcome.ShouldBe(GateChangeOutcome.Changed);

    private void Lanes(int count)
    {
        _rig.Start();
        for (var i = 0; i < count; i++)
        {
            _rig.Task($"t{i}");
            _rig.Register($"t{i}");
        }
    }
}
