using Handler.Protocol;
using Handler.Server.Tasks;

namespace Handler.Tests.Server.Tasks;

public sealed class AppendTests
{
    private readonly AgentWorld _world = new();

    [Fact]
    public void Appends_within_the_window_are_one_event()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            foreach (var text in "some words in a row".Split(' '))
            {
                await task.AppendAsync("report", text + " ", cancel);
                await Task.Delay(TimeSpan.FromMilliseconds(10), _world.Clock, cancel);
            }

            await Task.Delay(TimeSpan.FromMinutes(1), _world.Clock, cancel);
        };

        var id = StartAndRun(TimeSpan.FromMilliseconds(101));

        var update = _world.LogOf(id)[^1].ArtifactUpdate!;
        update.Append.ShouldBeFalse();
        update.Artifact.Parts.ShouldHaveSingleItem().Text.ShouldBe("some words in a row ");
    }

    [Fact]
    public void Text_after_the_window_is_appended_by_an_event_of_its_own()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.AppendAsync("report", "one", cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(150), _world.Clock, cancel);
            await task.AppendAsync("report", " two", cancel);
            await task.CompleteAsync(cancel: cancel);
        };

        var id = StartAndRun(TimeSpan.FromSeconds(1));

        var updates = _world.LogOf(id).Where(update => update.ArtifactUpdate is not null).Select(update => update.ArtifactUpdate!).ToList();
        updates.Select(update => update.Append).ShouldBe([false, true]);
        _world.Get(id).Artifacts!.Single().Text.ShouldBe("one two");
    }

    [Fact]
    public void Any_other_event_flushes_what_is_merged_and_keeps_the_order()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.AppendAsync("a", "1", cancel);
            await task.AppendAsync("a", "2", cancel);
            await task.AppendAsync("b", "3", cancel);
            await task.WorkingAsync(cancel: cancel);
            await task.AppendAsync("a", "4", cancel);
            await task.CompleteAsync(cancel: cancel);
        };

        var task = _world.Send().Task!;

        _world.LogOf(task.Id).Skip(1).Select(Describe).ShouldBe(["a:12", "b:3", "Working", "a:4", "Completed"]);
    }

    [Fact]
    public void A_flush_returns_when_what_was_appended_is_committed()
    {
        var committed = -1;
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.AppendAsync("a", "1", cancel);
            await task.FlushAsync(cancel);
            committed = _world.Store.Commits.Count;
            await task.CompleteAsync(cancel: cancel);
        };

        _world.Send();

        committed.ShouldBe(1);
    }

    [Fact]
    public void Without_a_window_each_append_is_its_own_event()
    {
        var world = new AgentWorld(settings: new RunSettings { AppendWindow = TimeSpan.Zero });
        world.Script.Execute = async (_, task, cancel) =>
        {
            await task.AppendAsync("a", "1", cancel);
            await task.AppendAsync("a", "2", cancel);
            await task.CompleteAsync(cancel: cancel);
        };

        var task = world.Send().Task!;

        world.LogOf(task.Id).Skip(1).Select(Describe).ShouldBe(["a:1", "a:2", "Completed"]);
    }

    [Fact]
    public void A_store_that_waits_makes_the_agent_wait()
    {
        var held = new TaskCompletionSource();
        var written = 0;
        _world.Store.BeforeCommit = _ => held.Task;
        _world.Script.Execute = async (_, task, cancel) =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await task.PublishAsync(Artifact(task, $"a{i}"), cancel);
                written++;
            }

            await task.CompleteAsync(cancel: cancel);
        };
        var send = _world.StartSend(_world.Message());
        _world.Loop.RunUntilIdle();

        written.ShouldBeInRange(64, 200);
        _world.Loop.Run(() =>
        {
            held.SetResult();
            return Task.CompletedTask;
        });

        var task = _world.Done(send).Task!;
        task.Artifacts!.Select(artifact => artifact.ArtifactId).ShouldBe(Enumerable.Range(0, 1000).Select(i => $"a{i}"));
        _world.Store.Commits.ShouldAllBe(commit => commit.Events.Count <= TaskDraft.MostEvents + 1);
        _world.Store.Commits.Count.ShouldBeLessThan(100);
    }

    [Fact]
    public void A_commit_takes_no_more_than_its_bytes()
    {
        var text = new string('x', 100_000);
        _world.Script.Execute = async (_, task, cancel) =>
        {
            for (var i = 0; i < 12; i++)
            {
                await task.PublishAsync(Artifact(task, $"a{i}", text), cancel);
            }

            await task.CompleteAsync(cancel: cancel);
        };

        _world.Send();

        _world.Store.Commits.ShouldAllBe(commit => commit.Events.Sum(e => e.Payload.Length) < TaskDraft.MostBytes + 110_000);
        _world.Store.Commits.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void A_checkpoint_is_written_when_the_events_outweigh_the_last()
    {
        var text = new string('x', 4_000);
        _world.Script.Execute = async (_, task, cancel) =>
        {
            for (var i = 0; i < 10; i++)
            {
                await task.AddArtifactAsync(new Artifact { ArtifactId = $"a{i}", Parts = [Part.FromText(text)] }, cancel);
            }

            await task.CompleteAsync(cancel: cancel);
        };

        _world.Send();

        var checkpoints = _world.Store.Commits.Select((commit, i) => (i, commit.Checkpoint)).Where(pair => pair.Checkpoint is not null).Select(pair => pair.i).ToList();
        checkpoints.Count.ShouldBe(3);
        checkpoints[^1].ShouldBe(10);
    }

    [Fact]
    public void An_event_of_another_task_is_refused_with_both_ids()
    {
        ArgumentException? thrown = null;
        _world.Script.Execute = async (_, task, cancel) =>
        {
            try
            {
                await task.PublishAsync(
                    StreamResponse.Of(new TaskStatusUpdateEvent { TaskId = "other", ContextId = task.ContextId, Status = new AgentTaskStatus { State = TaskState.Working } }),
                    cancel);
            }
            catch (ArgumentException error)
            {
                thrown = error;
            }

            await task.CompleteAsync(cancel: cancel);
        };

        var task = _world.Send().Task!;

        thrown!.Message.ShouldContain("'other'");
        thrown.Message.ShouldContain(task.Id);
    }

    private static StreamResponse Artifact(TaskUpdater task, string id, string text = "x") => StreamResponse.Of(new TaskArtifactUpdateEvent
    {
        TaskId = task.TaskId,
        ContextId = task.ContextId,
        Artifact = new Artifact { ArtifactId = id, Parts = [Part.FromText(text)] },
    });

    private static string Describe(StreamResponse update) => update.ArtifactUpdate is { } artifact
        ? $"{artifact.Artifact.ArtifactId}:{artifact.Artifact.Text}"
        : update.Status!.State.ToString();

    private string StartAndRun(TimeSpan span)
    {
        string? id = null;
        var inner = _world.Script.Execute;
        _world.Script.Execute = (request, task, cancel) =>
        {
            id = request.TaskId;
            return inner(request, task, cancel);
        };
        _ = _world.StartSend(_world.Message());
        _world.Loop.RunFor(span);
        return id!;
    }
}
