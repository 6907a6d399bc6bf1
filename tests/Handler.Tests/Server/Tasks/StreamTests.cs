using Handler.Protocol;
using Handler.Server.Tasks;

namespace Handler.Tests.Server.Tasks;

public sealed class StreamTests
{
    private readonly AgentWorld _world = new();
    private readonly Queue<TaskCompletionSource> _steps = new();

    [Fact]
    public void A_subscription_is_a_snapshot_and_then_what_follows_to_the_end()
    {
        var id = BeginSteps(3);
        Step();

        var (seen, done) = _world.Subscribe(id);
        Step();
        Step();

        done.IsCompletedSuccessfully.ShouldBeTrue();
        seen[0].Task!.Artifacts!.Count.ShouldBe(1);
        seen.Skip(1).Select(update => update.ArtifactUpdate?.Artifact.ArtifactId ?? update.State.ToString()).ShouldBe(["a1", "a2", "Completed"]);
        _world.Feeds.Count.ShouldBe(0);
    }

    [Fact]
    public void Every_stream_sees_the_same_order()
    {
        var (first, _) = _world.Stream(Steps(5));
        var id = first[0].Task!.Id;
        var others = Enumerable.Range(0, 3).Select(_ =>
        {
            Step();
            return _world.Subscribe(id).Seen;
        }).ToList();
        Step();
        Step();

        var order = first.Skip(1).Select(Name).ToList();
        order.ShouldBe(["Working", "a0", "a1", "a2", "a3", "a4", "Completed"]);
        foreach (var seen in others)
        {
            var names = seen.Skip(1).Select(Name).ToList();
            names.ShouldBe(order.TakeLast(names.Count));
        }
    }

    [Fact]
    public void A_slow_reader_goes_on_from_the_store_and_misses_nothing()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            for (var i = 0; i < 2_000; i++)
            {
                await task.AddArtifactAsync(new Artifact { ArtifactId = $"a{i}", Parts = [Part.FromText("x")] }, cancel);
            }

            await task.CompleteAsync(cancel: cancel);
        };
        var go = new TaskCompletionSource();
        var seen = new List<string>();
        var slow = _world.Loop.Start(async () =>
        {
            await foreach (var update in _world.Handler.SendStreamingMessageAsync(_world.Message(), _world.Scope, CancellationToken.None))
            {
                seen.Add(Name(update));
                await go.Task;
            }
        });
        _world.Loop.RunUntilIdle();
        seen.Count.ShouldBe(1);

        Complete(go);

        slow.IsCompletedSuccessfully.ShouldBeTrue();
        seen.ShouldBe(["Submitted", "Working", .. Enumerable.Range(0, 2_000).Select(i => $"a{i}"), "Completed"]);
        _world.Store.EventReads.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_reader_that_stands_still_holds_up_neither_the_agent_nor_other_readers()
    {
        var (id, go, seen) = (BeginSteps(3), new TaskCompletionSource(), 0);
        var slow = _world.Loop.Start(async () =>
        {
            await foreach (var update in _world.Handler.SubscribeToTaskAsync(new SubscribeToTaskRequest { Id = id }, _world.Scope, CancellationToken.None))
            {
                seen++;
                await go.Task;
            }
        });
        _world.Loop.RunUntilIdle();
        var quick = _world.Subscribe(id);

        Step();
        Step();
        Step();

        quick.Done.IsCompletedSuccessfully.ShouldBeTrue();
        _world.Get(id).Status.State.ShouldBe(TaskState.Completed);
        (slow.IsCompleted, seen).ShouldBe((false, 1));
        Complete(go);
        (slow.IsCompletedSuccessfully, seen).ShouldBe((true, quick.Seen.Count));
    }

    [Fact]
    public void Chunks_are_told_as_they_came_and_a_late_reader_has_what_they_came_to()
    {
        var go = new TaskCompletionSource();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.PublishAsync(Chunk(task, "to nothing ", append: true, last: false), cancel);
            await task.PublishAsync(Chunk(task, "one", append: true, last: true), cancel);
            await task.WorkingAsync(cancel: cancel);
            await go.Task;
            await task.PublishAsync(Chunk(task, "another", append: false, last: true), cancel);
            await task.CompleteAsync(cancel: cancel);
        };

        var (seen, _) = _world.Stream(_world.Message());
        var late = _world.Subscribe(seen[0].Task!.Id);
        Complete(go);

        seen.Where(update => update.ArtifactUpdate is not null)
            .Select(update => (update.ArtifactUpdate!.Artifact.Text, update.ArtifactUpdate.Append, update.ArtifactUpdate.LastChunk))
            .ShouldBe([("to nothing ", true, false), ("one", true, true), ("another", false, true)]);
        late.Seen[0].Task!.Artifacts!.Single().Text.ShouldBe("to nothing one");
        _world.Get(seen[0].Task!.Id).Artifacts!.Single().Text.ShouldBe("another");
    }

    [Fact]
    public void A_stream_goes_on_while_the_agent_itself_waits_for_an_authentication()
    {
        var go = new TaskCompletionSource();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.RequireAuthAsync("Log in at the other place.", cancel);
            await go.Task;
            await task.CompleteAsync("done", cancel);
        };

        var (seen, done) = _world.Stream(_world.Message());
        done.IsCompleted.ShouldBeFalse();
        var sent = _world.StartSend(_world.Message());
        _world.Loop.RunUntilIdle();
        sent.Result.Task!.Status.State.ShouldBe(TaskState.AuthRequired);
        Complete(go);

        done.IsCompletedSuccessfully.ShouldBeTrue();
        seen.Select(Name).ShouldBe(["Submitted", "AuthRequired", "Completed"]);
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(0, null)]
    [InlineData(2, 2)]
    public void The_task_at_the_beginning_of_a_stream_has_the_history_that_was_asked_for(int? asked, int? expected)
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;

        var (seen, _) = _world.Stream(_world.Message("that", id, historyLength: asked));

        (seen[0].Task!.History?.Count).ShouldBe(expected);
    }

    [Fact]
    public void The_stream_of_a_message_ends_when_the_agent_asks_and_a_subscription_sees_the_next_turn()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var first = _world.Stream(_world.Message());
        var id = first.Seen[0].Task!.Id;
        first.Done.IsCompletedSuccessfully.ShouldBeTrue();
        first.Seen[^1].State.ShouldBe(TaskState.InputRequired);
        var subscription = _world.Subscribe(id);
        subscription.Done.IsCompleted.ShouldBeFalse();

        _world.Script.Execute = (_, task, cancel) => task.CompleteAsync("done", cancel);
        var second = _world.Stream(_world.Message("that", id));

        second.Done.IsCompletedSuccessfully.ShouldBeTrue();
        second.Seen[0].Task.ShouldNotBeNull();
        second.Seen.ShouldAllBe(update => update.Message == null);
        subscription.Done.IsCompletedSuccessfully.ShouldBeTrue();
        subscription.Seen.Select(Name).ShouldBe(["InputRequired", "Completed"]);
    }

    [Fact]
    public void The_stream_of_an_answer_begins_where_its_turn_begins_and_tells_every_status_after_it()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;
        var late = new TaskCompletionSource();
        _world.Store.BeforeCommit = _ =>
        {
            _world.Store.Readable = late.Task;
            return Task.CompletedTask;
        };
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("looking", cancel);
            await task.WorkingAsync("found", cancel);
            await task.CompleteAsync("done", cancel);
            late.SetResult();
        };

        var (seen, done) = _world.Stream(_world.Message("that", id));

        done.IsCompletedSuccessfully.ShouldBeTrue();
        var begun = seen[0].Task!;
        begun.Status.State.ShouldBe(TaskState.InputRequired);
        begun.History!.Select(message => message.Text).ShouldBe(["hello", "which one?", "that"]);
        begun.WaitsForUser.ShouldBeFalse();
        seen.Skip(1).Select(update => update.StatusUpdate!.Status.Message!.Text).ShouldBe(["looking", "found", "done"]);
    }

    [Fact]
    public void The_stream_of_a_turn_that_is_read_late_ends_with_that_turn()
    {
        var first = new Turn(TurnKind.Next, _world.Message("one").Message);
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;
        Run(first);
        Run(new Turn(TurnKind.Next, _world.Message("two").Message));

        var begun = _world.Done(first.Begun);
        var (seen, done) = _world.Follow(() => _world.Streams.FollowAsync(_world.Scope.Task(id), first, begun, CancellationToken.None));

        done.IsCompletedSuccessfully.ShouldBeTrue();
        seen.Count.ShouldBe(2);
        seen[0].Task!.History![^1].Text.ShouldBe("one");
        seen[1].State.ShouldBe(TaskState.InputRequired);

        void Run(Turn turn)
        {
            _world.Loop.Run(async () =>
            {
                var run = await _world.Store.BeginRunAsync(_world.Scope.Task(id), null, CancellationToken.None);
                await _world.Runs.Begin(run.Task!, turn).Completion;
            });
            _world.Loop.RunUntilIdle();
        }
    }

    [Fact]
    public void A_stream_of_a_message_answer_is_that_message_alone()
    {
        _world.Script.Execute = (_, task, cancel) => task.ReplyAsync("just so", cancel);

        var (seen, done) = _world.Stream(_world.Message());

        done.IsCompletedSuccessfully.ShouldBeTrue();
        seen.ShouldHaveSingleItem().Message!.Text.ShouldBe("just so");
    }

    [Fact]
    public void A_reader_that_goes_away_harms_no_other()
    {
        using var leaves = new CancellationTokenSource();
        var id = BeginSteps(2);
        var gone = _world.Subscribe(id, leaves.Token);
        var stays = _world.Subscribe(id);

        Loop(leaves.Cancel);
        Step();
        Step();

        gone.Done.IsCanceled.ShouldBeTrue();
        stays.Seen[^1].State.ShouldBe(TaskState.Completed);
        _world.Feeds.Count.ShouldBe(0);
    }

    private static StreamResponse Chunk(TaskUpdater task, string text, bool append, bool last) => StreamResponse.Of(new TaskArtifactUpdateEvent
    {
        TaskId = task.TaskId,
        ContextId = task.ContextId,
        Artifact = new Artifact { ArtifactId = "report", Parts = [Part.FromText(text)] },
        Append = append,
        LastChunk = last,
    });

    private static string Name(StreamResponse update) => update.ArtifactUpdate?.Artifact.ArtifactId ?? update.State.ToString()!;

    private string BeginSteps(int steps)
    {
        var request = Steps(steps);
        return _world.Done(_world.StartSend(request with { Configuration = new SendMessageConfiguration { ReturnImmediately = true } })).Task!.Id;
    }

    private SendMessageRequest Steps(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            _steps.Enqueue(new TaskCompletionSource());
        }

        var waits = _steps.ToList();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            foreach (var (i, wait) in waits.Index())
            {
                await wait.Task;
                await task.AddArtifactAsync(new Artifact { ArtifactId = $"a{i}", Parts = [Part.FromText("x")] }, cancel);
            }

            await task.CompleteAsync(cancel: cancel);
        };
        return _world.Message();
    }

    private void Step() => Complete(_steps.Dequeue());

    private void Complete(TaskCompletionSource step) => Loop(step.SetResult);

    private void Loop(Action action)
    {
        _world.Loop.Run(() =>
        {
            action();
            return Task.CompletedTask;
        });
        _world.Loop.RunUntilIdle();
    }
}
