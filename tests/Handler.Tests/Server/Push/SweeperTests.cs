using Handler.Protocol;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>What the engine removes while it runs.</summary>
public sealed class SweeperTests : IDisposable
{
    private readonly PushRig _rig = new();

    public SweeperTests()
    {
        _rig.Options.Retention.EndedTasks = TimeSpan.FromMinutes(10);
        _rig.Options.Retention.DeadLetters = TimeSpan.FromMinutes(5);
    }

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    [Fact]
    public void A_task_that_has_ended_goes_once_its_time_is_over_and_one_that_runs_stays()
    {
        _rig.Start().Task().Register();
        _rig.Task("t2").Register("t2");
        _rig.End("t1");

        _rig.Loop.RunFor(TimeSpan.FromMinutes(9));
        var before = _rig.Lane("t1");
        _rig.Loop.RunFor(TimeSpan.FromMinutes(3));

        before.ShouldNotBeNull().Waiting.ShouldBe(0);
        _rig.Lane("t1").ShouldBeNull();
        _rig.Lane("t2").ShouldNotBeNull();
        _rig.Log.Entries.ShouldContain(entry => entry.Message.Contains("1 tasks that had ended"));
    }

    [Fact]
    public void A_task_whose_webhook_is_away_is_kept_until_its_updates_are_settled()
    {
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(503));
        _rig.Start().Task().Register();
        _rig.End();
        _rig.Loop.RunFor(TimeSpan.FromHours(1));
        _rig.Lane().ShouldNotBeNull().Waiting.ShouldBe(2);

        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(200));
        _rig.Loop.RunFor(TimeSpan.FromHours(2));

        _rig.Lane().ShouldBeNull();
        _rig.Hook().Arrivals[^1].Update.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public void More_than_one_look_removes_goes_at_once()
    {
        for (var i = 0; i < 450; i++)
        {
            _rig.Task($"t{i}").End($"t{i}");
        }

        _rig.Clock.Advance(TimeSpan.FromMinutes(10));
        _rig.Start();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _rig.Store.ListAsync(new TaskQuery { Scope = PushRig.Scope, Limit = 1 }, default).Result.Total.ShouldBe(0);
    }

    [Fact]
    public void Dead_letters_go_once_their_time_is_over()
    {
        _rig.Hook().Answer(422, times: 3);
        _rig.Start().Task();
        var lane = _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromMinutes(2));
        _rig.Store.ListDeadAsync(lane.Lane, default).Result.Count.ShouldBe(1);

        _rig.Loop.RunFor(TimeSpan.FromMinutes(6));

        _rig.Store.ListDeadAsync(lane.Lane, default).Result.ShouldBeEmpty();
    }
}
