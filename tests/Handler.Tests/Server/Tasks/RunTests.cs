using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Server.Tasks;
using Handler.TestKit;

namespace Handler.Tests.Server.Tasks;

public sealed class RunTests
{
    private readonly AgentWorld _world = new();

    [Fact]
    public void The_first_commit_begins_with_the_task_as_it_was_submitted()
    {
        _world.Script.Execute = (_, task, cancel) => task.CompleteAsync("done", cancel);

        var task = _world.Send().Task!;

        var log = _world.LogOf(task.Id);
        log.Count.ShouldBe(2);
        log[0].Task!.Status.State.ShouldBe(TaskState.Submitted);
        log[0].Task!.History!.Single().Text.ShouldBe("hello");
        log[1].StatusUpdate!.Status.State.ShouldBe(TaskState.Completed);
        _world.Store.Commits[0].Events.Select(e => e.Kinds).ShouldBe([EventKinds.Task, EventKinds.Status]);
    }

    [Fact]
    public void The_end_of_the_task_ends_the_run_in_the_same_commit_with_a_checkpoint()
    {
        var id = _world.Send().Task!.Id;

        var commit = _world.Store.Commits.ShouldHaveSingleItem();
        commit.EndsRun.ShouldBeTrue();
        commit.Checkpoint.ShouldNotBeNull();
        A2AJson.Read<AgentTask>(commit.Checkpoint.Value.Span).Status.State.ShouldBe(TaskState.Completed);
        _world.Stored(id).Run.ShouldBeNull();
        _world.Runs.Count.ShouldBe(0);
        _world.Feeds.Count.ShouldBe(0);
    }

    [Fact]
    public void A_message_as_the_first_act_leaves_no_task_and_no_config()
    {
        _world.Script.Execute = (_, task, cancel) => task.ReplyAsync("just so", cancel);
        var rung = new RingCounter();
        using var listening = _world.Doorbell.Listen(rung);

        var answer = _world.Send(config: new TaskPushNotificationConfig { Url = "https://hooks.example/a" });

        answer.Task.ShouldBeNull();
        answer.Message!.Text.ShouldBe("just so");
        answer.Message!.TaskId.ShouldBeNull();
        answer.Message!.ContextId.ShouldNotBeNullOrEmpty();
        _world.Store.Commits.ShouldBeEmpty();
        rung.Advances.ShouldBe(0);
        _world.Loop.Run(() => _world.Store.ListAsync(
            new TaskQuery { Scope = OwnerScope.Anonymous, Limit = 10 }, CancellationToken.None)).Total.ShouldBe(0);
    }

    [Fact]
    public void A_message_after_the_announcement_completes_the_task()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await task.ReplyAsync("so it is", cancel);
        };

        var task = _world.Send().Task!;

        task.Status.State.ShouldBe(TaskState.Completed);
        task.Status.Message!.Text.ShouldBe("so it is");
        task.Status.Message!.TaskId.ShouldBe(task.Id);
    }

    [Fact]
    public void An_immediate_return_announces_a_task_that_says_nothing_for_half_a_second()
    {
        var go = new TaskCompletionSource();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await go.Task;
            await task.ReplyAsync("late", cancel);
        };

        var send = _world.StartSend(_world.Message(immediately: true));
        _world.Loop.RunFor(TimeSpan.FromMilliseconds(499));
        send.IsCompleted.ShouldBeFalse();
        _world.Store.Commits.ShouldBeEmpty();
        _world.Loop.RunFor(TimeSpan.FromMilliseconds(1));

        var task = _world.Done(send).Task!;
        task.Status.State.ShouldBe(TaskState.Submitted);
        _world.LogOf(task.Id).ShouldHaveSingleItem().Task.ShouldNotBeNull();

        _world.Loop.Run(() =>
        {
            go.SetResult();
            return Task.CompletedTask;
        });
        _world.Get(task.Id).Status.State.ShouldBe(TaskState.Completed);
        _world.Get(task.Id).Status.Message!.Text.ShouldBe("late");
    }

    [Fact]
    public void An_immediate_return_does_not_wait_longer_than_the_first_event()
    {
        var id = BeginWorking();

        _world.Clock.GetUtcNow().ShouldBe(new ManualClock().GetUtcNow());
        _world.Get(id).Status.State.ShouldBe(TaskState.Working);
    }

    [Fact]
    public void An_immediate_return_after_an_answer_waits_for_the_agent_and_not_for_the_answer_itself()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;
        var (go, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await go.Task;
            await task.WorkingAsync("on it", cancel);
            await end.Task;
            await task.CompleteAsync(cancel: cancel);
        };

        var send = _world.StartSend(_world.Message("that", id, immediately: true));
        _world.Loop.RunFor(TimeSpan.FromMilliseconds(499));
        send.IsCompleted.ShouldBeFalse();
        Release(go);

        _world.Done(send).Task!.Status.State.ShouldBe(TaskState.Working);
        Release(end);
    }

    [Fact]
    public void An_immediate_return_after_an_answer_tells_the_task_as_it_is_when_the_agent_is_silent()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;
        var go = new TaskCompletionSource();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await go.Task;
            await task.CompleteAsync(cancel: cancel);
        };

        var send = _world.StartSend(_world.Message("that", id, immediately: true));
        _world.Loop.RunFor(TimeSpan.FromMilliseconds(500));

        var task = _world.Done(send).Task!;
        task.History![^1].Text.ShouldBe("that");
        task.WaitsForUser.ShouldBeFalse();
        Release(go);
    }

    [Fact]
    public void A_throw_fails_the_task_with_a_fixed_text_and_logs_the_rest()
    {
        _world.Script.Execute = (_, _, _) => throw new InvalidDataException("password=hunter2");

        var task = _world.Send().Task!;

        task.Status.State.ShouldBe(TaskState.Failed);
        task.Status.Message!.Text.ShouldBe(StatusTexts.Threw);
        _world.Log.Entries.ShouldContain(entry => entry.Exception is InvalidDataException);
        A2AJson.Write(task).AsSpan().IndexOf("hunter2"u8).ShouldBe(-1);
    }

    [Fact]
    public void Returning_without_an_end_fails_the_task()
    {
        _world.Script.Execute = (_, task, cancel) => task.WorkingAsync("on it", cancel);

        var task = _world.Send().Task!;

        task.Status.State.ShouldBe(TaskState.Failed);
        task.Status.Message!.Text.ShouldBe(StatusTexts.NoEnd);
    }

    [Fact]
    public void Asking_for_input_ends_the_run_and_not_the_task()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);

        var task = _world.Send().Task!;

        task.Status.State.ShouldBe(TaskState.InputRequired);
        _world.Stored(task.Id).Run.ShouldBeNull();
        _world.Runs.Count.ShouldBe(0);
    }

    [Fact]
    public void An_answer_to_a_question_goes_on_in_a_new_run_with_the_message_in_the_history()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;
        _world.Script.Execute = (request, task, cancel) => task.CompleteAsync($"took {request.Text} of {request.History.Count}", cancel);

        var task = _world.Send("the red one", id).Task!;

        task.Status.Message!.Text.ShouldBe("took the red one of 3");
        task.History!.Select(message => message.Text).ShouldBe(["hello", "which one?", "the red one"]);
        _world.LogOf(id).Select(update => update.Message?.Text).ShouldContain("the red one");
        _world.Stored(id).Run.ShouldBeNull();
    }

    [Fact]
    public void A_question_in_the_second_turn_is_answered_after_that_turn_only()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;
        var go = new TaskCompletionSource();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await go.Task;
            await task.CompleteAsync("done", cancel);
        };

        var send = _world.StartSend(_world.Message("that", id));
        _world.Loop.RunFor(TimeSpan.FromMinutes(1));

        send.IsCompleted.ShouldBeFalse();
        Release(go);
        _world.Done(send).Task!.Status.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public void A_message_to_a_task_at_work_is_the_next_turn_of_its_run()
    {
        var go = new TaskCompletionSource();
        var turns = new List<string>();
        _world.Script.Execute = async (request, task, cancel) =>
        {
            turns.Add(request.Text);
            await task.WorkingAsync(cancel: cancel);
            await go.Task;
            await (turns.Count == 1 ? task.RequireInputAsync("more?", cancel) : task.CompleteAsync("done", cancel));
        };
        var id = _world.Send("first", immediately: true).Task!.Id;

        var second = _world.StartSend(_world.Message("second", id));
        _world.Loop.RunUntilIdle();
        turns.ShouldBe(["first"]);
        Release(go);

        _world.Done(second).Task!.Status.State.ShouldBe(TaskState.Completed);
        turns.ShouldBe(["first", "second"]);
        _world.Store.Commits.Select(commit => commit.Run.Epoch).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_message_whose_turn_never_comes_is_refused()
    {
        var go = new TaskCompletionSource();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await go.Task;
            await task.CompleteAsync(cancel: cancel);
        };
        var id = _world.Begin();

        var second = _world.StartSend(_world.Message("second", id));
        _world.Loop.RunUntilIdle();
        Release(go);

        _world.Refused(() => second)
            .Code.ShouldBe(Handler.Protocol.Errors.A2AErrorCode.UnsupportedOperation);
        _world.Get(id).History!.Select(message => message.Text).ShouldBe(["begin"]);
    }

    [Fact]
    public void A_client_that_goes_away_does_not_end_its_task()
    {
        using var client = new CancellationTokenSource();
        var go = new TaskCompletionSource();
        AgentTask? seen = null;
        _world.Script.Execute = async (request, task, cancel) =>
        {
            await go.Task;
            cancel.IsCancellationRequested.ShouldBeFalse();
            await task.CompleteAsync(cancel: cancel);
            seen = request.Task;
        };
        var send = _world.StartSend(_world.Message(), client.Token);
        _world.Loop.RunUntilIdle();

        _world.Loop.Run(() =>
        {
            client.Cancel();
            return Task.CompletedTask;
        });
        _world.Loop.RunUntilIdle();
        Release(go);

        send.IsCanceled.ShouldBeTrue();
        _world.Get(seen!.Id).Status.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public void Events_after_the_end_throw_and_say_why()
    {
        InvalidOperationException? thrown = null;
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.CompleteAsync("done", cancel);
            await task.FlushAsync(cancel);
            thrown = await Should.ThrowAsync<InvalidOperationException>(() => task.WorkingAsync("more", cancel));
            await Should.ThrowAsync<InvalidOperationException>(() => task.AppendAsync("a", "b", cancel));
        };

        var task = _world.Send().Task!;
        _world.Loop.RunUntilIdle();

        thrown!.Message.ShouldContain($"'{task.Id}' has ended (completed)");
        _world.LogOf(task.Id).Count.ShouldBe(2);
    }

    [Fact]
    public void A_lost_run_stops_its_executor_and_writes_nothing()
    {
        var stopped = false;
        Exception? thrown = null;
        var go = new TaskCompletionSource();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            using var registration = cancel.Register(() => stopped = true);
            await task.WorkingAsync(cancel: cancel);
            await go.Task;
            thrown = await CaughtAsync(() => task.CompleteAsync(cancel: CancellationToken.None));
        };
        var id = _world.Begin();
        _world.Loop.Run(() => _world.Store.BeginRunAsync(_world.Scope.Task(id), _world.Stored(id).Run, CancellationToken.None));

        Release(go);

        stopped.ShouldBeTrue();
        thrown.ShouldBeAssignableTo<OperationCanceledException>()!.Message.ShouldContain("was lost");
        _world.Get(id).Status.State.ShouldBe(TaskState.Working);
    }

    [Fact]
    public void A_store_that_failed_gets_the_failed_state_once_it_works_again()
    {
        var id = BeginWorking();
        var stream = _world.Subscribe(id);
        _world.Store.BeforeCommit = _ => throw new StoreUnavailableException("disk full");
        Release(_go);
        _world.Loop.RunFor(TimeSpan.FromSeconds(5));
        _world.Get(id).Status.State.ShouldBe(TaskState.Working);

        _world.Store.BeforeCommit = null;
        _world.Loop.RunFor(TimeSpan.FromSeconds(10));

        _world.Get(id).Status.Message!.Text.ShouldBe(StatusTexts.NotStored);
        stream.Done.IsCompletedSuccessfully.ShouldBeTrue();
        stream.Seen[^1].StatusUpdate!.Status.State.ShouldBe(TaskState.Failed);
        _world.Runs.Count.ShouldBe(0);
    }

    private readonly TaskCompletionSource _go = new();

    private static async Task<Exception?> CaughtAsync(Func<Task> action)
    {
        try
        {
            await action();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private string BeginWorking()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await _go.Task;
            await task.CompleteAsync("done", cancel);
        };
        return _world.Begin();
    }

    private void Release(TaskCompletionSource go)
    {
        _world.Loop.Run(() =>
        {
            go.SetResult();
            return Task.CompletedTask;
        });
        _world.Loop.RunUntilIdle();
    }
}
