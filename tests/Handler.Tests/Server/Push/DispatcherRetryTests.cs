using Handler.Protocol.Webhooks;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

public sealed class DispatcherRetryTests : IDisposable
{
    private readonly PushRig _rig = new();

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    [Fact]
    public void A_failed_delivery_comes_again_under_the_same_id_with_the_same_bytes_before_what_follows_it()
    {
        _rig.Hook().Answer(503, times: 2);
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one");

        _rig.Loop.RunFor(TimeSpan.FromSeconds(10));

        var arrivals = _rig.Hook().Arrivals;
        _rig.Heard().ShouldBe(["task", "task", "task", "one"]);
        arrivals.Take(3).Select(arrival => arrival[WebhookHeaders.Id]).Distinct().ShouldHaveSingleItem();
        arrivals.Take(3).Select(arrival => arrival.Text).Distinct().ShouldHaveSingleItem();
        arrivals.Select(arrival => arrival.Attempt).ShouldBe([1, 2, 3, 1]);
    }

    [Fact]
    public void A_retry_is_made_when_it_is_due_and_does_not_wait_for_the_next_poll()
    {
        _rig.Options.PollInterval = TimeSpan.FromHours(1);
        _rig.Hook().Answer(503, times: 3);
        _rig.Start().Task();
        _rig.Register();

        _rig.Loop.RunFor(TimeSpan.FromMinutes(1));

        _rig.Hook().Arrivals.Count.ShouldBe(4);
    }

    [Fact]
    public void A_webhook_that_comes_back_after_an_hour_gets_all_that_waited_in_order()
    {
        var start = _rig.Clock.GetUtcNow();
        _rig.Hook().AnswerOtherwise(arrival => arrival.At - start < TimeSpan.FromHours(1) ? WebhookAnswer.Break : WebhookAnswer.Ok);
        _rig.Start().Task();
        _rig.Register();
        for (var i = 0; i < 60; i++)
        {
            _rig.Say("t1", $"{i}");
            _rig.Loop.RunFor(TimeSpan.FromMinutes(1));
        }

        _rig.Loop.RunFor(TimeSpan.FromHours(2));

        var delivered = _rig.Hook().Arrivals.Where(arrival => arrival.At - start >= TimeSpan.FromHours(1)).ToList();
        delivered.Select(arrival => arrival.Id.Sequence).ShouldBe(Enumerable.Range(2, 61).Select(i => (long)i));
        _rig.Lane()!.Waiting.ShouldBe(0);
    }

    [Fact]
    public void Retry_After_makes_its_own_lane_wait_and_no_other()
    {
        _rig.Hook().Answer(429, retryAfter: "120");
        _rig.Start().Task("t1").Task("t2");
        _rig.Register("t1");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        _rig.Register("t2");

        _rig.Loop.RunFor(TimeSpan.FromSeconds(118));
        _rig.Hook().Arrivals.Count.ShouldBe(2);
        _rig.Loop.RunFor(TimeSpan.FromSeconds(3));

        var last = _rig.Hook().Arrivals[^1];
        (_rig.Hook().Arrivals.Count, last.Attempt).ShouldBe((3, 2));
    }

    [Fact]
    public void A_refused_update_dies_with_its_reason_and_the_lane_goes_on()
    {
        _rig.Hook().Answer(200);
        _rig.Hook().Answer(422, times: 3, body: "unknown field");
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "poison", "sound");

        _rig.Loop.RunFor(TimeSpan.FromMinutes(5));

        _rig.Heard().ShouldBe(["task", "poison", "poison", "poison", "sound"]);
        _rig.Hook().Arrivals[^1].Previous.ShouldBe(3);
        var dead = _rig.Store.ListDeadAsync(_rig.Lane()!.Lane, default).Result.ShouldHaveSingleItem();
        (dead.From, dead.To, dead.Count, dead.Reason).ShouldBe((3L, 3L, 1, DeadReason.Refused));
        (dead.LastAttempt!.Status, dead.LastAttempt.Excerpt, dead.LastAttempt.Number).ShouldBe((422, "unknown field", 3));
    }

    [Fact]
    public void What_is_overdue_gets_one_attempt_and_then_dies_in_one_row()
    {
        _rig.Options.PollInterval = TimeSpan.FromMinutes(10);
        _rig.Options.Gates.BreakerFailures = int.MaxValue;
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(500));
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", [.. Enumerable.Range(0, 50).Select(i => $"{i}")]);

        _rig.Loop.RunFor(_rig.Options.Horizon + TimeSpan.FromHours(3));

        var lane = _rig.Lane()!;
        var dead = _rig.Store.ListDeadAsync(lane.Lane, default).Result.ShouldHaveSingleItem();
        (dead.From, dead.To, dead.Count, dead.Reason).ShouldBe((2L, 52L, 51, DeadReason.Expired));
        (lane.Waiting, lane.Cursor).ShouldBe((0, 52L));
        _rig.Heard().Distinct().ShouldBe(["task"]);
    }

    [Fact]
    public void A_webhook_that_is_gone_is_left_alone_until_its_config_is_created_again()
    {
        _rig.Hook().Answer(200);
        _rig.Hook().Answer(410);
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromMinutes(1));

        var gone = _rig.Lane()!;
        (gone.State, gone.Waiting).ShouldBe((LaneState.Gone, 0));
        gone.StateReason.ShouldNotBeNull().ShouldContain("410");
        _rig.Say("t1", "three");
        _rig.Loop.RunFor(TimeSpan.FromHours(2));
        _rig.Heard().ShouldBe(["task", "one"]);

        _rig.Register();
        _rig.Say("t1", "four");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Heard().ShouldBe(["task", "one", "task", "four"]);
        _rig.Lane()!.Lane.ShouldNotBe(gone.Lane);
    }

    [Fact]
    public void A_secret_that_cannot_be_read_holds_its_lane_until_it_can()
    {
        var right = _rig.Sealer;
        _rig.Task();
        _rig.Register(token: "secret");
        var wrong = new PushRig { Sealer = new EndpointSealer(new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider()) };
        wrong.Dispose();
        _rig.Sealer = wrong.Sealer;
        _rig.Start();
        _rig.Say("t1", "one");
        _rig.Loop.RunFor(TimeSpan.FromMinutes(3));

        _rig.Hook().Arrivals.ShouldBeEmpty();
        _rig.Lane()!.State.ShouldBe(LaneState.SecretUnreadable);

        _rig.Restart(right);
        _rig.Loop.RunFor(TimeSpan.FromMinutes(2));

        _rig.Heard().ShouldBe(["task", "one"]);
        _rig.Lane()!.State.ShouldBe(LaneState.Active);
    }
}
