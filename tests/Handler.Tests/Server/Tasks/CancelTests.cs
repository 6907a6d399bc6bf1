using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Tests.Server.Tasks;

public sealed class CancelTests
{
    private readonly AgentWorld _world = new();

    [Fact]
    public void Canceling_a_task_at_work_ends_it_and_stops_the_executor()
    {
        var stopped = false;
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _world.Clock, cancel);
            }
            finally
            {
                stopped = true;
            }
        };
        var id = _world.Begin();

        var task = _world.Cancel(id);

        task.Status.State.ShouldBe(TaskState.Canceled);
        stopped.ShouldBeTrue();
        _world.Get(id).Status.Message!.Text.ShouldBe("canceled on request");
        _world.Runs.Count.ShouldBe(0);
        _world.Log.Entries.ShouldNotContain(entry => entry.Exception != null);
    }

    [Fact]
    public void An_executor_that_only_cleans_up_has_its_task_canceled()
    {
        BeginWorking();
        _world.Script.Cancel = (_, _, _) => Task.CompletedTask;
        var id = _world.Begin();

        _world.Cancel(id).Status.State.ShouldBe(TaskState.Canceled);
    }

    [Fact]
    public void An_executor_may_refuse_and_goes_on()
    {
        var go = BeginWorking();
        _world.Script.Cancel = (request, _, _) => throw A2AException.TaskNotCancelable(request.TaskId, request.Task.Status.State);
        var id = _world.Begin();

        _world.Refused(() => _world.Handler.CancelTaskAsync(new CancelTaskRequest { Id = id }, _world.Scope, default)).Code.ShouldBe(A2AErrorCode.TaskNotCancelable);
        _world.Loop.Run(() =>
        {
            go.SetResult();
            return Task.CompletedTask;
        });

        _world.Get(id).Status.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public void A_throw_on_canceling_is_an_internal_error_and_the_task_goes_on()
    {
        BeginWorking();
        _world.Script.Cancel = (_, _, _) => throw new InvalidDataException("hunter2");
        var id = _world.Begin();

        var error = _world.Refused(() => _world.Handler.CancelTaskAsync(new CancelTaskRequest { Id = id }, _world.Scope, default));

        error.Code.ShouldBe(A2AErrorCode.InternalError);
        error.Message.ShouldNotContain("hunter2");
        _world.Get(id).Status.State.ShouldBe(TaskState.Working);
    }

    [Fact]
    public void A_task_that_waits_is_canceled_by_a_run_of_its_own()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;

        _world.Cancel(id).Status.State.ShouldBe(TaskState.Canceled);

        _world.Stored(id).Run.ShouldBeNull();
        _world.Store.Commits[^1].Run.Epoch.ShouldBe(2);
    }

    [Fact]
    public void A_task_that_waits_stays_so_when_canceling_is_refused()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        _world.Script.Cancel = (request, _, _) => throw A2AException.TaskNotCancelable(request.TaskId, request.Task.Status.State);
        var id = _world.Send().Task!.Id;

        _world.Refused(() => _world.Handler.CancelTaskAsync(new CancelTaskRequest { Id = id }, _world.Scope, default)).Code.ShouldBe(A2AErrorCode.TaskNotCancelable);

        _world.Get(id).Status.State.ShouldBe(TaskState.InputRequired);
        _world.Stored(id).Run.ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_cancellations_at_once_ask_the_executor_once_and_both_have_the_canceled_task(bool waits)
    {
        var (asked, go) = (0, new TaskCompletionSource());
        var id = waits ? Waiting() : Working();
        _world.Script.Cancel = async (_, task, cancel) =>
        {
            asked++;
            await go.Task;
            await task.CancelAsync("canceled", cancel);
        };

        var both = new[] { StartCancel(id), StartCancel(id) };
        _world.Loop.RunUntilIdle();
        both.ShouldAllBe(canceling => !canceling.IsCompleted);
        Complete(go);

        both.ShouldAllBe(canceling => canceling.Result.Status.State == TaskState.Canceled);
        asked.ShouldBe(1);
        _world.LogOf(id).Count(update => update.State == TaskState.Canceled).ShouldBe(1);
    }

    [Fact]
    public void A_cancellation_that_comes_after_the_last_word_is_told_how_the_task_ended()
    {
        var (go, written) = (BeginWorking(), new TaskCompletionSource());
        var asked = false;
        _world.Script.Cancel = (_, _, _) =>
        {
            asked = true;
            return Task.CompletedTask;
        };
        var id = _world.Begin();
        _world.Store.BeforeCommit = _ => written.Task;
        Complete(go);

        var canceling = StartCancel(id);
        _world.Loop.RunUntilIdle();
        canceling.IsCompleted.ShouldBeFalse();
        Complete(written);

        var error = _world.Refused(() => canceling);
        error.Code.ShouldBe(A2AErrorCode.TaskNotCancelable);
        error.Message.ShouldContain("completed");
        asked.ShouldBeFalse();
        _world.Get(id).Status.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public void An_executor_that_does_not_heed_it_holds_nobody_up_and_changes_nothing()
    {
        var go = new TaskCompletionSource();
        Exception? refused = null;
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await go.Task;
            refused = await Should.ThrowAsync<InvalidOperationException>(() => task.CompleteAsync("done all the same", CancellationToken.None));
        };
        var id = _world.Begin();

        _world.Cancel(id).Status.State.ShouldBe(TaskState.Canceled);
        _world.Runs.Count.ShouldBe(1);
        Complete(go);

        refused!.Message.ShouldContain("canceled");
        _world.Get(id).Status.State.ShouldBe(TaskState.Canceled);
        _world.Runs.Count.ShouldBe(0);
    }

    [Fact]
    public void A_task_whose_agent_has_said_nothing_yet_is_canceled()
    {
        _world.Script.Execute = (_, _, cancel) => Task.Delay(Timeout.InfiniteTimeSpan, _world.Clock, cancel);
        var sent = _world.StartSend(_world.Message(immediately: true));
        _world.Loop.RunFor(TimeSpan.FromSeconds(1));
        var id = sent.Result.Task!.Id;

        _world.Cancel(id).Status.State.ShouldBe(TaskState.Canceled);

        _world.LogOf(id).Select(update => update.State).ShouldBe([TaskState.Submitted, TaskState.Canceled]);
    }

    [Fact]
    public void Who_waits_for_the_answer_and_who_follows_are_told_of_the_cancellation()
    {
        BeginWorking();
        var sent = _world.StartSend(_world.Message(contextId: "ours"));
        _world.Loop.RunUntilIdle();
        var id = _world.Loop.Run(() => _world.Handler.ListTasksAsync(new ListTasksRequest { ContextId = "ours" }, _world.Scope, default)).Tasks.Single().Id;
        var (seen, done) = _world.Subscribe(id);

        _world.Cancel(id);
        _world.Loop.RunUntilIdle();

        sent.Result.Task!.Status.State.ShouldBe(TaskState.Canceled);
        done.IsCompletedSuccessfully.ShouldBeTrue();
        seen[^1].State.ShouldBe(TaskState.Canceled);
    }

    [Fact]
    public void An_ended_task_is_not_cancelable_and_an_unknown_one_not_found()
    {
        var id = _world.Send().Task!.Id;

        _world.Refused(() => _world.Handler.CancelTaskAsync(new CancelTaskRequest { Id = id }, _world.Scope, default)).Code.ShouldBe(A2AErrorCode.TaskNotCancelable);
        _world.Refused(() => _world.Handler.CancelTaskAsync(new CancelTaskRequest { Id = "no" }, _world.Scope, default)).Code.ShouldBe(A2AErrorCode.TaskNotFound);
    }

    private Task<AgentTask> StartCancel(string id) =>
        _world.Loop.Start(() => _world.Handler.CancelTaskAsync(new CancelTaskRequest { Id = id }, _world.Scope, default));

    private void Complete(TaskCompletionSource step)
    {
        _world.Loop.Run(() =>
        {
            step.SetResult();
            return Task.CompletedTask;
        });
        _world.Loop.RunUntilIdle();
    }

    private string Waiting()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        return _world.Send().Task!.Id;
    }

    private string Working()
    {
        BeginWorking();
        return _world.Begin();
    }

    private TaskCompletionSource BeginWorking()
    {
        var go = new TaskCompletionSource();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await go.Task;
            await task.CompleteAsync(cancel: cancel);
        };
        return go;
    }
}
