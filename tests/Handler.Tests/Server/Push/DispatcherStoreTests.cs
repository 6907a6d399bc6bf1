using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>The dispatcher and its store: running ahead, refused results, restarts, configs that change.</summary>
public sealed class DispatcherStoreTests : IDisposable
{
    private readonly PushRig _rig = new();
    private readonly FaultyLaneStore _store;

    public DispatcherStoreTests()
    {
        _store = new FaultyLaneStore(_rig.Store);
        _rig.Engine = _store;
    }

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    [Fact]
    public void A_lane_runs_ahead_of_its_durable_cursor_by_sixteen_deliveries_and_no_more()
    {
        _store.HoldsResults = new TaskCompletionSource();
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", [.. Enumerable.Range(1, 40).Select(i => $"{i}")]);

        _rig.Loop.RunFor(TimeSpan.FromSeconds(5));
        _rig.Hook().Arrivals.Count.ShouldBe(LaneWork.MaxAhead);

        _store.HoldsResults.SetResult();
        _store.HoldsResults = null;
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        _rig.Heard().ShouldBe(["task", .. Enumerable.Range(1, 40).Select(i => $"{i}")]);
    }

    [Fact]
    public void A_node_runs_ahead_of_what_is_written_by_its_bound_and_no_more()
    {
        _rig.Options.MaxUnsettledPerNode = 40;
        _store.HoldsResults = new TaskCompletionSource();
        var tasks = Enumerable.Range(1, 10).Select(i => $"t{i}").ToList();
        tasks.ForEach(task => _rig.Task(task).Register(task));
        tasks.ForEach(task => _rig.Say(task, [.. Enumerable.Range(1, 12).Select(i => $"{i}")]));
        _rig.Start();

        _rig.Loop.RunFor(TimeSpan.FromSeconds(5));
        // What was in flight when the bound was reached may end.
        _rig.Hook().Arrivals.Count.ShouldBeInRange(40, 40 + _rig.MostInFlight);

        _store.HoldsResults.SetResult();
        _store.HoldsResults = null;
        _rig.Loop.RunFor(TimeSpan.FromSeconds(5));
        _rig.Hook().Arrivals.Count.ShouldBe(130);
    }

    [Theory]
    [InlineData(9, 9)]
    [InlineData(10, 0)]
    public void Results_are_written_after_the_interval_or_as_soon_as_there_are_so_many(int results, int waiting)
    {
        _rig.Options.FlushInterval = TimeSpan.FromMinutes(1);
        _rig.Options.FlushCount = 10;
        var tasks = Enumerable.Range(1, results).Select(i => $"t{i}").ToList();
        tasks.ForEach(task => _rig.Task(task).Register(task));
        _rig.Start();

        _rig.Loop.RunFor(TimeSpan.FromSeconds(59));
        _rig.Hook().Arrivals.Count.ShouldBe(results);
        tasks.Sum(task => _rig.Lane(task)!.Waiting).ShouldBe(waiting);

        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));
        tasks.Sum(task => _rig.Lane(task)!.Waiting).ShouldBe(0);
    }

    [Fact]
    public void While_results_cannot_be_written_nothing_is_started_and_nothing_is_lost()
    {
        _rig.Start().Task("t1").Task("t2");
        _rig.Register("t1");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        _store.RefusesResults = true;
        _rig.Say("t1", "one");
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(100));

        _rig.Register("t2");
        _rig.Say("t1", "two");
        _rig.Loop.RunFor(TimeSpan.FromMinutes(10));
        _rig.Heard().ShouldBe(["task", "one"]);
        _store.Refused.ShouldBeGreaterThan(100);

        _store.RefusesResults = false;
        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));
        _rig.Heard().ShouldBe(["task", "one", "two", "task"], ignoreOrder: true);
        _rig.Lane()!.Waiting.ShouldBe(0);
    }

    [Fact]
    public void A_store_that_cannot_be_read_is_asked_again_after_a_poll_interval()
    {
        _rig.Task();
        _rig.Register();
        _store.RefusesReads = true;
        _rig.Start();
        _rig.Loop.RunFor(TimeSpan.FromMinutes(1));
        _rig.Hook().Arrivals.ShouldBeEmpty();

        _store.RefusesReads = false;
        _rig.Loop.RunFor(_rig.Options.PollInterval * 2);

        _rig.Heard().ShouldBe(["task"]);
    }

    [Fact]
    public void An_owner_that_died_before_its_results_were_durable_is_followed_by_one_that_repeats_under_the_same_ids()
    {
        _store.HoldsResults = new TaskCompletionSource();
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        var before = _rig.Hook().Arrivals.Select(arrival => arrival.Id).ToList();
        before.Count.ShouldBe(3);

        _rig.Engine = _rig.Store;
        _rig.RestartAfterCrash();
        _rig.Say("t1", "three");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));

        _rig.Hook().Arrivals.Skip(3).Take(3).Select(arrival => arrival.Id).ShouldBe(before);
        _rig.Heard()[^1].ShouldBe("three");
        _rig.Hook().Arrivals.Count.ShouldBe(7);
    }

    [Fact]
    public void No_attempt_starts_once_a_deletion_has_been_answered()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(50)));
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one", "two", "three");
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(75));
        var begun = _rig.Hook().Arrivals.Count;

        _rig.Delete();
        _rig.Say("t1", "four");
        _rig.Loop.RunFor(TimeSpan.FromHours(1));

        _rig.Hook().Arrivals.Count.ShouldBe(begun);
    }

    [Fact]
    public void An_attempt_that_was_about_to_start_when_its_config_was_deleted_does_not_start()
    {
        _store.HoldsEndpoints = new TaskCompletionSource();
        _rig.Start().Task();
        _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        // The driver goes on first, with the endpoint as it was; only then is the abort heard.
        _store.HoldsEndpoints.SetResult();
        _rig.Delete();
        _rig.Loop.RunFor(TimeSpan.FromMinutes(1));

        _rig.Hook().Arrivals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void An_attempt_that_was_about_to_start_when_its_gate_was_held_does_not_start(bool isDeaf, int started)
    {
        _store.HoldsEndpoints = new TaskCompletionSource();
        _rig.Start().Task();
        _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        if (isDeaf)
        {
            _rig.DeafenToChanges();
        }

        // The driver has asked already whether it may, and asks once more.
        _store.HoldsEndpoints.SetResult();
        _rig.Store.HoldGateAsync(new GateKey(PushRig.Scope, "http://hook:80"), "ann", null, default).Wait();
        _rig.Loop.RunFor(TimeSpan.FromMinutes(1));

        _rig.Hook().Arrivals.Count.ShouldBe(started);
    }

    [Fact]
    public void A_config_replaced_while_updates_wait_loses_none_and_goes_to_the_new_address_at_once()
    {
        _rig.Hook("old").AnswerOtherwise(WebhookAnswer.Of(500));
        _rig.Start().Task();
        var lane = _rig.Register(host: "old");
        _rig.Say("t1", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromMinutes(10));

        var replaced = _rig.Register(host: "new");
        _rig.Say("t1", "three");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        replaced.Lane.ShouldBe(lane.Lane);
        _rig.Heard("new").ShouldBe(["task", "one", "two", "three"]);
        _rig.Hook("new").Arrivals[0].Previous.ShouldBeNull();
    }

    [Fact]
    public void An_attempt_under_way_is_aborted_when_its_config_is_replaced()
    {
        _rig.Hook("old").AnswerOtherwise(WebhookAnswer.Silence);
        _rig.Start().Task();
        _rig.Register(host: "old");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Register(host: "new");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Heard("new").ShouldBe(["task"]);
    }

    [Fact]
    public void A_stopping_engine_lets_attempts_end_and_writes_their_results()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromSeconds(2)));
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Stop();

        _rig.Hook().Arrivals.Count.ShouldBe(1);
        (_rig.Lane()!.Cursor, _rig.Lane()!.Waiting).ShouldBe((2L, 1));
    }

    [Fact]
    public void A_stopping_engine_aborts_what_hangs_after_its_grace()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Silence);
        _rig.Start().Task();
        _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Stop();

        (_rig.Lane()!.Cursor, _rig.Lane()!.Waiting).ShouldBe((1L, 1));
        _rig.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void A_thousand_lanes_at_one_gate_all_get_their_update()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(10)));
        for (var i = 0; i < 1000; i++)
        {
            _rig.Task($"t{i}").Register($"t{i}");
        }

        _rig.Start();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));

        _rig.Hook().Arrivals.Select(arrival => arrival.Id.Lane).Distinct().Count().ShouldBe(1000);
    }
}
