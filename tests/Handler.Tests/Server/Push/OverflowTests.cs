using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>A webhook for which more waits than may. Four may wait for a config.</summary>
public sealed class OverflowTests : IDisposable
{
    private readonly PushRig _rig = new(options => options.MaxWaitingPerConfig = 4);

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    [Fact]
    public void A_full_lane_goes_on_with_the_whole_task_once_what_waited_is_settled()
    {
        _rig.Hook().Answer(503);
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "1", "2", "3", "4", "5");
        _rig.Lane()!.State.ShouldBe(LaneState.Overflowed);

        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));
        _rig.Say("t1", "6");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Heard().ShouldBe(["task", "task", "1", "2", "3", "task", "6"]);
        var lane = _rig.Lane()!;
        (lane.State, lane.Waiting, lane.PassedOver).ShouldBe((LaneState.Active, 0, 2));
        _rig.Log.Entries.ShouldContain(entry => entry.Message.Contains("4 updates wait for http://hook:80"));
        _rig.Log.Entries.ShouldContain(entry => entry.Message.Contains("2 updates have been passed over so far"));
    }

    [Fact]
    public void What_comes_after_the_gap_names_the_last_that_was_sent_before_it()
    {
        _rig.Hook().Answer(503);
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "1", "2", "3", "4", "5");

        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));

        _rig.Hook().Arrivals.Skip(1).Select(arrival => (arrival.Id.Sequence, arrival.Previous))
            .ShouldBe([(2L, null), (3L, 2L), (4L, 3L), (5L, 4L), (8L, 5L)]);
    }

    [Fact]
    public void A_config_that_asks_for_it_gets_the_task_in_the_place_of_a_long_backlog()
    {
        _rig.Hook("away").AnswerOtherwise(WebhookAnswer.Of(503));
        _rig.Start().Task();
        _rig.Register(host: "away", configId: "a", collapseAbove: 2);
        _rig.Register(host: "well", configId: "b", collapseAbove: 2);
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(100));
        for (var i = 1; i <= 20; i++)
        {
            _rig.Say("t1", $"{i}");
            _rig.Loop.RunFor(TimeSpan.FromMilliseconds(100));
        }

        var sent = _rig.Hook("away").Arrivals.Count;
        _rig.Hook("away").AnswerOtherwise(WebhookAnswer.Of(200));
        _rig.Loop.RunFor(TimeSpan.FromMinutes(1));

        _rig.Heard("away").Skip(sent).ShouldBe(["task", "1", "task"]);
        _rig.Heard("well").ShouldBe(["task", .. Enumerable.Range(1, 20).Select(i => $"{i}")]);
        _rig.Lane(configId: "a")!.PassedOver.ShouldBe(19);
    }

    [Fact]
    public void A_lane_that_was_drained_before_a_crash_goes_on_at_the_next_start()
    {
        _rig.Engine = new FaultyLaneStore(_rig.Store) { RefusesResumes = true };
        Overflow();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));
        _rig.Heard().ShouldBe(["task", "1", "2", "3"]);

        _rig.Engine = _rig.Store;
        _rig.RestartAfterCrash();
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(100));

        _rig.Heard().ShouldBe(["task", "1", "2", "3", "task"]);
    }

    [Fact]
    public void A_store_that_refuses_is_asked_again()
    {
        var store = new FaultyLaneStore(_rig.Store) { RefusesResumes = true };
        _rig.Engine = store;
        Overflow();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));

        store.RefusesResumes = false;
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Heard().ShouldBe(["task", "1", "2", "3", "task"]);
    }

    [Fact]
    public void A_drained_lane_that_nobody_told_of_goes_on_with_the_next_look()
    {
        _rig.Start();
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(503));
        _rig.Task().Register();
        _rig.Say("t1", "1", "2", "3", "4", "5");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        var lane = _rig.Lane()!;
        _rig.Store.RecordAsync(
            new ResultBatch(1, [new LaneResult { Lane = lane.Lane, Generation = 1, DeliveredThrough = lane.Tail, Progress = lane.Progress }], []), default).Wait();

        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(200));
        _rig.Loop.RunFor(TimeSpan.FromMinutes(2));

        _rig.Lane()!.State.ShouldBe(LaneState.Active);
        _rig.Heard()[^1].ShouldBe("task");
    }

    [Fact]
    public void Lanes_that_are_drained_again_and_again_do_not_put_the_next_look_off()
    {
        _rig.Start().Task("t2");
        _rig.Register("t2", "busy");
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(503));
        _rig.Task().Register();
        _rig.Say("t1", "1", "2", "3", "4", "5");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        var lane = _rig.Lane()!;
        _rig.Store.RecordAsync(
            new ResultBatch(1, [new LaneResult { Lane = lane.Lane, Generation = 1, DeliveredThrough = lane.Tail, Progress = lane.Progress }], []), default).Wait();

        for (var i = 0; i < 6; i++)
        {
            _rig.SayAtOnce("t2", "1", "2", "3", "4", "5", "6");
            _rig.Loop.RunFor(TimeSpan.FromSeconds(30));
        }

        _rig.Lane("t2")!.PassedOver.ShouldBe(12);
        _rig.Lane()!.State.ShouldBe(LaneState.Active);
    }

    [Fact]
    public void Where_nothing_is_pushed_by_itself_no_task_is_sent_either()
    {
        _rig.Options.Automatic = false;
        Overflow();

        _rig.Loop.RunFor(TimeSpan.FromSeconds(2));
        _rig.Say("t1", "6");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Heard().ShouldBe(["task", "1", "2", "3", "6"]);
    }

    // More lanes than a look finds, none of which anybody was told of.
    [Fact]
    public void Many_lanes_that_were_drained_before_a_crash_all_go_on()
    {
        for (var i = 0; i < 450; i++)
        {
            _rig.Task($"t{i}").Register($"t{i}");
            _rig.Say($"t{i}", "1", "2", "3", "4");
            var lane = _rig.Lane($"t{i}")!;
            _rig.Store.RecordAsync(
                new ResultBatch(1, [new LaneResult { Lane = lane.Lane, Generation = 1, DeliveredThrough = lane.Tail, Progress = lane.Progress }], []), default).Wait();
        }

        _rig.Start();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(30));

        _rig.Heard().Count.ShouldBe(450);
    }

    private void Overflow()
    {
        _rig.Task();
        _rig.Register();
        _rig.Say("t1", "1", "2", "3", "4", "5");
        _rig.Lane()!.State.ShouldBe(LaneState.Overflowed);
        _rig.Start();
    }
}
