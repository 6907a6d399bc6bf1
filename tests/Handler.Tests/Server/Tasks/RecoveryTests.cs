using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.V03;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Tests.Server.Tasks;

public sealed class RecoveryTests
{
    private readonly AgentWorld _world = new();
    private readonly StoppableLifetime _lifetime = new();

    [Fact]
    public void A_task_whose_process_ended_is_failed_with_a_text_that_says_so()
    {
        var id = Orphan();

        Recover();

        _world.Get(id).Status.State.ShouldBe(TaskState.Failed);
        _world.Get(id).Status.Message!.Text.ShouldBe(StatusTexts.ProcessEnded);
        _world.Stored(id).Run.ShouldBeNull();
    }

    [Fact]
    public void A_webhook_that_gets_whole_tasks_gets_the_failed_one_whole()
    {
        _world.Scope = _world.Scope with { Format = WireFormat.V03 };
        var id = Orphan();
        _world.Loop.Run(() => _world.Handler.CreateTaskPushNotificationConfigAsync(
            new TaskPushNotificationConfig { Id = "a", TaskId = id, Url = "https://hooks.example/a" }, _world.Scope, CancellationToken.None));

        Recover();

        var last = V03Json.Read<V03Task>(_world.BodiesOf(id, "a")[^1]);
        last.Status.State.ShouldBe(TaskState.Failed);
        last.Metadata.ShouldBeNull();
        last.History.ShouldNotBeNull().ShouldNotBeEmpty();
    }

    [Fact]
    public void A_task_goes_on_where_its_executor_can_resume()
    {
        var id = Orphan();
        RequestContext? resumed = null;
        _world.Script.Resume = (request, task, cancel) =>
        {
            resumed = request;
            return task.CompleteAsync("after all", cancel);
        };

        Recover();
        _world.Loop.RunUntilIdle();

        resumed!.IsResumed.ShouldBeTrue();
        resumed.Text.ShouldBe("begin");
        resumed.Task.Status.State.ShouldBe(TaskState.Working);
        _world.Get(id).Status.Message!.Text.ShouldBe("after all");
    }

    [Fact]
    public void A_task_nobody_was_told_of_is_dropped()
    {
        var key = _world.Scope.Task("t");
        var stored = _world.Loop.Run(() => _world.Store.CreateAsync(
            new NewTask { Key = key, Task = new AgentTask { Id = "t", ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Submitted } } }, default));
        _world.Store.Orphans.Add(new OrphanedRun(key, stored.Run!.Value, Announced: false));

        Recover();

        _world.Store.Orphans.ShouldBeEmpty();
        Should.NotThrow(() => _world.Loop.Run(() => _world.Store.CreateAsync(new NewTask { Key = key, Task = stored.Task }, default)));
    }

    [Fact]
    public void A_task_that_had_asked_is_left_waiting()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.RequireInputAsync("which one?", cancel);
            await Task.Delay(Timeout.InfiniteTimeSpan, _world.Clock, cancel);
        };
        var id = _world.Send(immediately: true).Task!.Id;
        Kill(id);

        Recover();

        _world.Get(id).Status.State.ShouldBe(TaskState.InputRequired);
        _world.Stored(id).Run.ShouldBeNull();
    }

    [Fact]
    public void A_task_whose_answer_had_come_is_not_taken_for_a_waiting_one()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;
        _world.Script.Execute = (_, _, cancel) => Task.Delay(Timeout.InfiniteTimeSpan, _world.Clock, cancel);
        _ = _world.StartSend(_world.Message("that one", id));
        _world.Loop.RunUntilIdle();
        Kill(id);

        Recover();

        _world.Get(id).Status.State.ShouldBe(TaskState.Failed);
    }

    [Fact]
    public void More_orphans_than_a_batch_are_all_taken_up()
    {
        var ids = Enumerable.Range(0, 250).Select(_ => Orphan()).ToList();

        Recover();

        ids.ShouldAllBe(id => _world.Get(id, null).Status.State == TaskState.Failed);
    }

    [Fact]
    public void A_stop_leaves_tasks_with_their_runs_and_fails_none()
    {
        var id = BeginWorking();
        var send = _world.StartSend(_world.Message("and then", id));
        var stream = _world.Subscribe(id);
        Recover();

        _world.Loop.Run(() =>
        {
            _lifetime.StopApplication();
            return Task.CompletedTask;
        });
        _world.Loop.Run(() => _world.Recovery(_lifetime).StopAsync(default));

        _world.Get(id).Status.State.ShouldBe(TaskState.Working);
        _world.Stored(id).Run.ShouldNotBeNull();
        _world.Runs.Count.ShouldBe(0);
        _world.Refused(() => send).Code.ShouldBe(A2AErrorCode.InternalError);
        stream.Done.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_stop_answers_blocking_senders_by_the_task_as_it_stands()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await Task.Delay(Timeout.InfiniteTimeSpan, _world.Clock, cancel);
        };
        var send = _world.StartSend(_world.Message());
        Recover();

        _world.Loop.Run(() =>
        {
            _lifetime.StopApplication();
            return Task.CompletedTask;
        });

        _world.Done(send).Task!.Status.State.ShouldBe(TaskState.Working);
    }

    private string BeginWorking()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await Task.Delay(Timeout.InfiniteTimeSpan, _world.Clock, cancel);
        };
        return _world.Begin();
    }

    private string Orphan()
    {
        var id = BeginWorking();
        Kill(id);
        return id;
    }

    /// <summary>What a dead process leaves: a run in the store that nobody drives.</summary>
    private void Kill(string id) => _world.Store.Orphans.Add(new OrphanedRun(_world.Scope.Task(id), _world.Stored(id).Run!.Value, Announced: true));

    private void Recover() => _world.Loop.Run(() => _world.Recovery(_lifetime).StartAsync(default));
}
