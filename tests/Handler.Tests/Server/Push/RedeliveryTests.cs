using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

public sealed class RedeliveryTests : IDisposable
{
    private readonly PushRig _rig = new();

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    [Fact]
    public void A_dead_delivery_is_sent_again_under_its_id_with_its_bytes_and_marked()
    {
        var id = Die();

        var tried = Redeliver(id).ShouldBeOfType<RedeliveryResult.Tried>();

        var first = _rig.Hook().Arrivals[0];
        var again = _rig.Hook().Arrivals[^1];
        (again[WebhookHeaders.Id], again.Text).ShouldBe((id.ToString(), first.Text));
        (again[WebhookHeaders.Redelivery], again.Attempt, again.Headers.ContainsKey(WebhookHeaders.EventPrevious)).ShouldBe(("1", 4, false));
        first.Headers.ContainsKey(WebhookHeaders.Redelivery).ShouldBeFalse();
        (tried.Record.SentAs, tried.Record.By, tried.Record.Attempt.Outcome, tried.Record.Attempt.Number).ShouldBe((id.ToString(), "ann", AttemptOutcome.Delivered, 4));
        var report = _rig.Store.ReadDeliveryAsync(id.Lane, id.Sequence, default).Result.ShouldNotBeNull();
        report.Redelivery.ShouldBe(tried.Record);
        report.Dead!.Redelivered.ShouldBe(1);
    }

    [Fact]
    public void It_is_sent_under_a_new_id_where_that_is_wanted()
    {
        var id = Die();

        var tried = Redeliver(id, newId: true).ShouldBeOfType<RedeliveryResult.Tried>();

        var again = _rig.Hook().Arrivals[^1];
        again[WebhookHeaders.Id].ShouldBe(tried.Record.SentAs);
        (again.Id.Lane == id.Lane, again.Id.Sequence).ShouldBe((false, id.Sequence));
    }

    [Fact]
    public void It_is_one_try_that_says_nothing_to_its_lane()
    {
        var id = Die();
        var before = _rig.Lane();
        _rig.Hook().Answer(503);

        var tried = Redeliver(id).ShouldBeOfType<RedeliveryResult.Tried>();
        _rig.Loop.RunFor(TimeSpan.FromHours(2));

        (tried.Record.Attempt.Outcome, tried.Record.Attempt.Status).ShouldBe((AttemptOutcome.Answered, 503));
        _rig.Hook().Arrivals.Count.ShouldBe(4);
        _rig.Lane().ShouldBe(before);
        Redeliver(id).ShouldBeOfType<RedeliveryResult.Tried>().Record.Attempt.Number.ShouldBe(5);
    }

    [Fact]
    public void It_goes_to_the_present_address_of_its_config()
    {
        var id = Die();
        _rig.Register(host: "moved");

        Redeliver(id).ShouldBeOfType<RedeliveryResult.Tried>();

        _rig.Hook("moved").Arrivals.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public void A_deleted_config_wants_nothing_any_more()
    {
        var id = Die();
        _rig.Delete();

        ShouldRefuse(id, RedeliveryRefusal.ConfigDeleted, "was deleted");
    }

    [Fact]
    public void What_was_not_given_up_is_not_redelivered()
    {
        _rig.Start().Task();
        var lane = _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        ShouldRefuse(new DeliveryId(lane.Lane, lane.Tail), RedeliveryRefusal.NotDead, "was not given up", arrivals: 1);
        ShouldRefuse(new DeliveryId(lane.Lane, 99), RedeliveryRefusal.NotFound, "There is no delivery", arrivals: 1);
    }

    [Fact]
    public void A_webhook_that_said_410_is_left_alone_until_its_config_is_created_again()
    {
        _rig.Hook().Answer(410);
        _rig.Start().Task();
        var lane = _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        var id = new DeliveryId(lane.Lane, lane.Tail);

        ShouldRefuse(id, RedeliveryRefusal.ConfigGone, "answered 410", arrivals: 1);
    }

    [Fact]
    public void A_held_gate_lets_none_through()
    {
        var id = Die();
        _rig.Store.HoldGateAsync(_rig.Lane()!.Gate, "ann", null, default).Wait();

        ShouldRefuse(id, RedeliveryRefusal.GateHeld, "is held (Operator)");
    }

    [Fact]
    public void A_forbidden_address_is_not_called()
    {
        var id = Die();
        _rig.Options.Egress.AllowHttp = false;

        ShouldRefuse(id, RedeliveryRefusal.AddressForbidden, "forbidden by the egress policy");
    }

    [Fact]
    public void It_waits_for_a_place_in_flight_as_all_do()
    {
        _rig.Options.MaxInFlight = 1;
        var id = Die();
        _rig.Hook("slow").Hang();
        _rig.Task("t2").Register("t2", "slow");
        _rig.Loop.RunUntilIdle();

        var redelivering = Begin(id);
        _rig.Loop.RunUntilIdle();
        var before = _rig.Hook().Arrivals.Count;
        _rig.Loop.RunFor(_rig.Options.AttemptTimeout + TimeSpan.FromSeconds(1));

        (before, _rig.Hook().Arrivals.Count).ShouldBe((3, 4));
        redelivering.Result.ShouldBeOfType<RedeliveryResult.Tried>();
    }

    [Fact]
    public void It_does_not_start_after_an_answered_deletion()
    {
        _rig.Options.MaxInFlight = 1;
        var id = Die();
        _rig.Hook("slow").Hang();
        _rig.Task("t2").Register("t2", "slow");
        _rig.Loop.RunUntilIdle();
        var redelivering = Begin(id);
        _rig.Loop.RunUntilIdle();

        _rig.Delete();
        _rig.Loop.RunFor(_rig.Options.AttemptTimeout + TimeSpan.FromSeconds(1));

        redelivering.Result.ShouldBeOfType<RedeliveryResult.Refused>().Why.ShouldBe(RedeliveryRefusal.ConfigChanged);
        _rig.Hook().Arrivals.Count.ShouldBe(3);
    }

    [Fact]
    public void It_ends_with_the_agent()
    {
        var id = Die();
        _rig.Hook().Hang();
        var redelivering = Begin(id);
        _rig.Loop.RunUntilIdle();

        _rig.Stop();

        redelivering.Result.ShouldBeOfType<RedeliveryResult.Refused>().Why.ShouldBe(RedeliveryRefusal.Stopping);
        _rig.HasEnded.ShouldBeTrue();
    }

    /// <summary>A delivery that was refused until it died, nothing behind it.</summary>
    private DeliveryId Die()
    {
        _rig.Hook().Answer(400, times: 3);
        _rig.Start().Task();
        var lane = _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromMinutes(5));
        _rig.Hook().Arrivals.Count.ShouldBe(3);
        return new DeliveryId(lane.Lane, lane.Tail);
    }

    private Task<RedeliveryResult> Begin(DeliveryId id, bool newId = false) =>
        _rig.Loop.Start(() => _rig.Redelivery.SendAsync(new RedeliveryOrder(id, newId, "ann"), default));

    private RedeliveryResult Redeliver(DeliveryId id, bool newId = false)
    {
        var redelivering = Begin(id, newId);
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        redelivering.IsCompleted.ShouldBeTrue();
        return redelivering.Result;
    }

    private void ShouldRefuse(DeliveryId id, RedeliveryRefusal why, string text, int arrivals = 3)
    {
        var refused = Redeliver(id).ShouldBeOfType<RedeliveryResult.Refused>();

        refused.Why.ShouldBe(why);
        refused.Text.ShouldContain(text);
        _rig.Hook().Arrivals.Count.ShouldBe(arrivals);
    }
}
