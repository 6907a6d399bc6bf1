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

    [Fact]
    public void An_ended_task_is_not_cancelable_and_an_unknown_one_not_found()
    {
        var id = _world.Send().Task!.Id;

        _world.Refused(() => _world.Handler.CancelTaskAsync(new CancelTaskRequest { Id = id }, _world.Scope, default)).Code.ShouldBe(A2AErrorCode.TaskNotCancelable);
        _world.Refused(() => _world.Handler.CancelTaskAsync(new CancelTaskRequest { Id = "no" }, _world.Scope, default)).Code.ShouldBe(A2AErrorCode.TaskNotFound);
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
