using Handler.Protocol;
using Handler.Protocol.V03;
using Handler.Server.Push;
using Handler.Server.Requests;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Tests.Server.Tasks;

public sealed partial class PushByHandTests
{
    public PushByHandTests() => Use(new PushOptions());

    [Fact]
    public void An_event_made_by_hand_is_for_its_config_alone_and_neither_the_task_nor_its_streams_see_it()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.RequireInputAsync("which one?", cancel);
        };
        var id = _world.Send(config: Config("a")).Task!.Id;
        Set(id, "b");
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await DeliverAsync(task, "a", "by hand", cancel);
            await task.CompleteAsync("done", cancel);
        };

        var (seen, done) = _world.Stream(_world.Message("go on", id));

        done.IsCompletedSuccessfully.ShouldBeTrue();
        _outcomes.ShouldBe([DeliverOutcome.Queued]);
        BodiesOf(id, "a").ShouldContain(body => TextOf(body) == "by hand");
        BodiesOf(id, "b").ShouldNotContain(body => TextOf(body) == "by hand");
        seen.ShouldNotContain(update => TextOf(update) == "by hand");
        _world.LogOf(id).ShouldNotContain(update => TextOf(update) == "by hand");
        _world.Get(id).History!.Select(message => message.Text).ShouldNotContain("by hand");
    }

    [Fact]
    public void It_comes_after_all_that_was_written_before_it_also_after_text_that_is_being_merged()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await task.AppendAsync("report", "half a sentence", cancel);
            await DeliverAsync(task, "a", "by hand", cancel);
            await task.CompleteAsync("done", cancel);
        };

        var id = _world.Send(config: Config("a")).Task!.Id;

        BodiesOf(id, "a").Select(Name).ShouldBe(["task", "Working", "report", "Working: by hand", "Completed: done"]);
    }

    [Fact]
    public void After_the_end_of_the_task_it_goes_out_until_the_executor_returns()
    {
        Use(new PushOptions { Automatic = false });
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.CompleteAsync("done", cancel);
            await DeliverAsync(task, "a", "the last word", cancel);
        };

        var (seen, done) = _world.Stream(_world.Message(config: Config("a")));
        var id = seen[0].Task!.Id;

        done.IsCompletedSuccessfully.ShouldBeTrue();
        seen[^1].State.ShouldBe(TaskState.Completed);
        BodiesOf(id, "a").Select(Name).ShouldBe(["Completed: the last word"]);
        _world.Stored(id).Run.ShouldBeNull();
        _world.Stored(id).Task.Status.Message!.Text.ShouldBe("done");
        _world.Runs.Count.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => _world.Loop.Run(() => DeliverAsync(_world.Get(id), "a", "too late"))).Message.ShouldContain("completed");
    }

    [Fact]
    public void Nothing_but_what_is_made_by_hand_is_pushed_when_pushing_is_not_automatic()
    {
        Use(new PushOptions { Automatic = false });
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await DeliverAsync(task, "a", "by hand", cancel);
            await task.RequireInputAsync("which one?", cancel);
        };

        var id = _world.Send(config: Config("a")).Task!.Id;
        Set(id, "late");

        BodiesOf(id, "a").Select(Name).ShouldBe(["Working: by hand"]);
        BodiesOf(id, "late").ShouldBeEmpty();
        _world.Get(id).Status.State.ShouldBe(TaskState.InputRequired);
        _world.LogOf(id).Count.ShouldBe(3);
    }

    [Fact]
    public void A_failure_told_by_the_agent_itself_is_not_pushed_either()
    {
        Use(new PushOptions { Automatic = false });
        _world.Script.Execute = (_, _, _) => throw new InvalidDataException();

        var id = _world.Send(config: Config("a")).Task!.Id;

        _world.Get(id).Status.State.ShouldBe(TaskState.Failed);
        BodiesOf(id, "a").ShouldBeEmpty();
    }

    [Fact]
    public void What_its_client_does_not_want_is_filtered_and_what_is_deleted_is_gone()
    {
        Use(new PushOptions { Include = PushInclude.StatusOnly });
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.StartAsync(cancel);
            var config = (await Pushes.ListAsync(cancel)).Single();
            var artifact = new Artifact { ArtifactId = "r", Parts = [Part.FromText("x")] };
            IPushNotificationSender sender = Pushes;
            _outcomes.Add(await sender.DeliverAsync(
                config, new TaskArtifactUpdateEvent { TaskId = task.TaskId, ContextId = task.ContextId, Artifact = artifact }, cancel));
            await _world.Store.DeleteAsync(_world.Scope.Task(task.TaskId), config.Id, cancel);
            await DeliverAsync(task.Current, config, "by hand");
            (await Pushes.ListAsync(cancel)).ShouldBeEmpty();
            await task.CompleteAsync(cancel: cancel);
        };

        var id = _world.Send(config: Config("a")).Task!.Id;

        _outcomes.ShouldBe([DeliverOutcome.Filtered, DeliverOutcome.Gone]);
        _world.Get(id).Status.State.ShouldBe(TaskState.Completed);
        _world.Store.Commits.SelectMany(commit => commit.Events).ShouldAllBe(added => added.Target.Lane == null);
    }

    [Fact]
    public void A_config_where_as_much_waits_as_may_is_full()
    {
        Use(new PushOptions { Automatic = false, MaxWaitingPerConfig = 2 });
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.StartAsync(cancel);
            for (var i = 0; i < 3; i++)
            {
                await DeliverAsync(task, "a", $"{i}", cancel);
            }

            await task.CompleteAsync(cancel: cancel);
        };

        var id = _world.Send(config: Config("a")).Task!.Id;

        _outcomes.ShouldBe([DeliverOutcome.Queued, DeliverOutcome.Queued, DeliverOutcome.Full]);
        BodiesOf(id, "a").Count.ShouldBe(2);
    }

    [Fact]
    public void A_stream_ends_with_its_turn_also_when_the_last_of_it_was_made_by_hand()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.RequireInputAsync("which one?", cancel);
            await DeliverAsync(task, "a", "by hand", cancel);
        };

        var (seen, done) = _world.Stream(_world.Message(config: Config("a")));

        done.IsCompletedSuccessfully.ShouldBeTrue();
        seen[^1].State.ShouldBe(TaskState.InputRequired);
        _outcomes.ShouldBe([DeliverOutcome.Queued]);
    }

    [Fact]
    public void An_immediate_return_does_not_take_it_for_the_agents_first_word()
    {
        var (id, go) = (WaitingTask(), new TaskCompletionSource());
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await DeliverAsync(task, "a", "by hand", cancel);
            await go.Task;
            await task.CompleteAsync(cancel: cancel);
        };

        var send = _world.StartSend(_world.Message("that", id, immediately: true));
        _world.Loop.RunFor(TimeSpan.FromMilliseconds(499));

        send.IsCompleted.ShouldBeFalse();
        Release(go);
        _world.Done(send).Task!.Status.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public void Configs_are_listed_without_their_secrets_and_before_the_first_event_too()
    {
        PushConfigView? found = null;
        _world.Script.Execute = async (_, task, cancel) =>
        {
            found = (await Pushes.ListAsync(cancel)).ShouldHaveSingleItem();
            await task.ReplyAsync("so it is", cancel);
        };

        var task = _world.Send(config: Config("a")).Task!;

        task.Status.State.ShouldBe(TaskState.Completed);
        (found!.Id, found.TaskId, found.Origin, found.IsGone).ShouldBe(("a", task.Id, "https://hooks.example:443", false));
        found.Kinds.ShouldBe(EventKinds.Status | EventKinds.Artifact | EventKinds.Message | EventKinds.Task);
        found.ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public void What_is_of_another_task_is_refused()
    {
        var (other, errors) = (WaitingTask(), new List<string>());
        var otherTask = StreamResponse.Of(_world.Get(other));
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.StartAsync(cancel);
            var config = (await Pushes.ListAsync(cancel)).Single();
            await RefusedAsync(() => Pushes.DeliverAsync(config, otherTask, cancel));
            await RefusedAsync(() => Pushes.DeliverAsync(config with { TaskId = other }, StreamResponse.Of(task.Current), cancel));
            await task.CompleteAsync(cancel: cancel);
        };

        var id = _world.Send(config: Config("a")).Task!.Id;

        _world.Get(id).Status.State.ShouldBe(TaskState.Completed);
        errors.Count.ShouldBe(2);
        errors.ShouldAllBe(error => error.Contains(other, StringComparison.Ordinal) && error.Contains(id, StringComparison.Ordinal));

        async Task RefusedAsync(Func<Task> deliver)
        {
            try
            {
                await deliver();
            }
            catch (ArgumentException error)
            {
                errors.Add(error.Message);
            }
        }
    }

    [Fact]
    public void Outside_of_a_run_there_is_nothing_to_push_by()
    {
        var pushes = new RunPushes(new RunScope(), _world.Store, _world.Clock);

        Should.Throw<InvalidOperationException>(() => _world.Loop.Run(() => pushes.ListAsync())).Message.ShouldContain("IPushNotificationSender");
    }

    [Fact]
    public void A_store_that_fails_after_the_end_leaves_the_end_as_it_is()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.CompleteAsync("done", cancel);
            _world.Store.BeforeCommit = _ => throw new StoreUnavailableException("no");
            await DeliverAsync(task, "a", "by hand", cancel);
        };

        var id = _world.Send(config: Config("a")).Task!.Id;
        _world.Store.BeforeCommit = null;
        _world.Loop.RunFor(TimeSpan.FromSeconds(2));

        _outcomes.ShouldBeEmpty();
        _world.Get(id).Status.State.ShouldBe(TaskState.Completed);
        _world.Stored(id).Run.ShouldBeNull();
    }

    [Fact]
    public void A_webhook_of_0_3_gets_the_task_with_the_event_in_it_and_the_next_one_without()
    {
        _world.Scope = _world.Scope with { Format = WireFormat.V03 };
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await DeliverAsync(task, "a", "by hand", cancel);
            await task.CompleteAsync("done", cancel);
        };

        var id = _world.Send(config: Config("a")).Task!.Id;

        var tasks = _world.BodiesOf(id, "a").Select(body => V03Mapper.ToV1(V03Json.Read<V03Task>(body))).ToList();
        tasks.Select(task => task.Status.Message?.Text).ShouldBe(["on it", "by hand", "done"]);
        tasks[^1].History!.Select(message => message.Text).ShouldNotContain("by hand");
    }

    [Fact]
    public void A_legacy_webhook_gets_the_bare_event_of_a_kind_that_it_asked_for()
    {
        Use(new PushOptions { Automatic = false });
        _world.Scope = _world.Scope with { Format = WireFormat.Legacy };
        var id = WaitingTask();
        _world.Loop.Run(() => _world.Handler.RegisterPushAsync(
            new PushRegistration { Config = Config("b") with { TaskId = id }, Filter = new EventFilter { Kinds = [UpdateKind.Status] }, SpeaksOfEvents = true },
            _world.Scope,
            CancellationToken.None));
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await DeliverAsync(task, "b", "by hand", cancel);
            var config = (await Pushes.ListAsync(cancel)).Single(config => config.Id == "b");
            config.Kinds.ShouldBe(EventKinds.Status);
            var artifact = new Artifact { ArtifactId = "r", Parts = [Part.FromText("x")] };
            IPushNotificationSender sender = Pushes;
            _outcomes.Add(await sender.DeliverAsync(
                config, new TaskArtifactUpdateEvent { TaskId = id, ContextId = task.ContextId, Artifact = artifact }, cancel));
            await task.CompleteAsync(cancel: cancel);
        };

        _world.Send("go on", id);

        _outcomes.ShouldBe([DeliverOutcome.Queued, DeliverOutcome.Filtered]);
        BodiesOf(id, "b").ShouldHaveSingleItem().StatusUpdate!.Status.Message!.Text.ShouldBe("by hand");
    }

    [Fact]
    public void A_config_that_is_deleted_between_the_look_and_the_commit_takes_the_event_with_it()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            _world.Store.BeforeCommit = _ => _world.Store.DeleteAsync(_world.Scope.Task(task.TaskId), "a", CancellationToken.None);
            await DeliverAsync(task, "a", "by hand", cancel);
            await DeliverAsync(_world.Get(task.TaskId), "a", "once more");
            await task.CompleteAsync("done", cancel);
        };

        var id = _world.Send(config: Config("a")).Task!.Id;

        _outcomes.ShouldBe([DeliverOutcome.Queued, DeliverOutcome.Gone]);
        _world.Get(id).Status.State.ShouldBe(TaskState.Completed);
        _world.LogOf(id).ShouldNotContain(update => TextOf(update) == "by hand");
    }

    [Fact]
    public void Two_deliveries_at_once_both_arrive()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await Task.WhenAll(DeliverAsync(task, "a", "one", cancel), DeliverAsync(task, "a", "two", cancel));
            await task.CompleteAsync("done", cancel);
        };

        var id = _world.Send(config: Config("a")).Task!.Id;

        BodiesOf(id, "a").Select(Name).ShouldBe(["task", "Working", "Working: one", "Working: two", "Completed: done"]);
    }

    [Fact]
    public void After_the_executor_has_returned_there_is_nothing_to_look_at_either()
    {
        _world.Send(config: Config("a"));

        Should.Throw<InvalidOperationException>(() => _world.Loop.Run(() => Pushes.ListAsync())).Message.ShouldContain("completed");
    }
}
