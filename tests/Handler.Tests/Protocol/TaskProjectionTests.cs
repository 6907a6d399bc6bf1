using System.Text.Json;
using Handler.Protocol;

namespace Handler.Tests.Protocol;

public sealed class TaskProjectionTests
{
    private static readonly AgentTask Working = new() { Id = "t", ContextId = "c", Status = new() { State = TaskState.Working } };

    [Fact]
    public void A_task_replaces_what_was_there()
    {
        var other = Working with { Metadata = Facts("""{"a":1}""") };

        TaskProjection.Apply(Working, StreamResponse.Of(other)).ShouldBeSameAs(other);
        TaskProjection.Apply(null, StreamResponse.Of(other)).ShouldBeSameAs(other);
    }

    [Fact]
    public void A_status_sets_the_status_and_leaves_the_task_before_as_it_was()
    {
        var after = Apply(Working, Status(TaskState.Completed, "done"));

        (after.Status.State, after.Status.Message!.Text, after.History).ShouldBe((TaskState.Completed, "done", null));
        Working.Status.State.ShouldBe(TaskState.Working);
    }

    [Fact]
    public void The_message_of_the_status_before_goes_to_the_history()
    {
        var after = Apply(Working, Status(TaskState.Working, "one"), Status(TaskState.Working), Status(TaskState.Completed, "two"));

        after.History!.Select(message => message.Text).ShouldBe(["one"]);
        after.Status.Message!.Text.ShouldBe("two");
    }

    [Fact]
    public void A_message_that_the_next_status_says_again_is_no_part_of_the_history()
    {
        var said = new Message { MessageId = "m", Role = Role.Agent, Parts = [Part.FromText("looking")] };
        StreamResponse Status(Message message) => StreamResponse.Of(new TaskStatusUpdateEvent
        {
            TaskId = "t",
            ContextId = "c",
            Status = new AgentTaskStatus { State = TaskState.Working, Message = message },
        });
        var task = TaskProjection.Apply(TaskProjection.Apply(null, Status(said)), Status(said with { Parts = [Part.FromText("looking")] }));

        (task.History ?? []).ShouldBeEmpty();
        TaskProjection.Apply(task, Status(said with { Parts = [Part.FromText("found")] })).History!.ShouldHaveSingleItem().Text.ShouldBe("looking");
    }

    [Fact]
    public void A_message_goes_to_the_history_after_the_status_that_it_answers()
    {
        var after = Apply(Working, Status(TaskState.InputRequired, "which?"), Said("this one"), Status(TaskState.Working));

        after.History!.Select(message => message.Text).ShouldBe(["which?", "this one"]);
    }

    [Fact]
    public void A_message_leaves_the_state_and_takes_the_message_out_of_the_status()
    {
        var after = Apply(Working, Status(TaskState.InputRequired, "which?"), Said("this one"));

        (after.Status.State, after.Status.Message).ShouldBe((TaskState.InputRequired, null));
    }

    [Fact]
    public void The_metadata_of_a_status_update_is_merged_into_the_tasks()
    {
        var before = Working with { Metadata = Facts("""{"a":1,"b":1}""") };
        var update = Status(TaskState.Working).StatusUpdate! with { Metadata = Facts("""{"b":2,"c":2}""") };

        var after = Apply(before, StreamResponse.Of(update));

        CanonicalJson.OfValue(after).ShouldContain("\"a\": 1,\n    \"b\": 2,\n    \"c\": 2");
    }

    [Fact]
    public void An_artifact_with_a_new_id_is_added()
    {
        var after = Apply(Working, Chunk("a", "1"), Chunk("b", "2"));

        after.Artifacts!.Select(artifact => (artifact.ArtifactId, artifact.Text)).ShouldBe([("a", "1"), ("b", "2")]);
    }

    [Fact]
    public void An_artifact_with_a_known_id_replaces_that_one_in_its_place()
    {
        var after = Apply(Working, Chunk("a", "1"), Chunk("b", "2"), Chunk("a", "3"));

        after.Artifacts!.Select(artifact => (artifact.ArtifactId, artifact.Text)).ShouldBe([("a", "3"), ("b", "2")]);
    }

    [Fact]
    public void An_appended_chunk_goes_after_the_parts_that_are_there()
    {
        var after = Apply(Working, Chunk("a", "1"), Chunk("b", "2"), Chunk("a", "3", append: true), Chunk("a", "4", append: true, last: true));

        after.Artifacts![0].Parts.Select(part => part.Text).ShouldBe(["1", "3", "4"]);
    }

    [Fact]
    public void A_chunk_appended_to_nothing_becomes_the_artifact() =>
        Apply(Working, Chunk("a", "1", append: true)).Artifacts![0].Text.ShouldBe("1");

    [Fact]
    public void An_appended_chunk_merges_metadata_and_extensions_and_may_name_the_artifact()
    {
        var first = new Artifact { ArtifactId = "a", Name = "old", Description = "d", Parts = [Part.FromText("1")], Metadata = Facts("""{"k":1,"l":1}"""), Extensions = ["x"] };
        var second = new Artifact { ArtifactId = "a", Name = "new", Parts = [Part.FromText("2")], Metadata = Facts("""{"k":2}"""), Extensions = ["x", "y"] };

        var after = Apply(Working, Of(first), Of(second, append: true)).Artifacts![0];

        (after.Name, after.Description, after.Text).ShouldBe(("new", "d", "12"));
        after.Extensions.ShouldBe(["x", "y"]);
        (after.Metadata!["k"].GetInt32(), after.Metadata["l"].GetInt32()).ShouldBe((2, 1));
    }

    [Fact]
    public void An_update_about_no_task_yet_begins_one()
    {
        TaskProjection.Apply(null, Status(TaskState.Failed)).Status.State.ShouldBe(TaskState.Failed);
        TaskProjection.Apply(null, Chunk("a", "1")).ShouldSatisfyAllConditions(
            task => task.Status.State.ShouldBe(TaskState.Submitted),
            task => task.ContextId.ShouldBe("c"));
        TaskProjection.Apply(null, Said("hello")).History!.Count.ShouldBe(1);
    }

    [Fact]
    public void An_update_of_another_task_is_refused_with_both_ids()
    {
        var update = StreamResponse.Of(Status(TaskState.Working).StatusUpdate! with { TaskId = "u" });

        Should.Throw<ArgumentException>(() => TaskProjection.Apply(Working, update)).Message.ShouldStartWith("The update is of task 'u' and cannot be applied to task 't'.");
    }

    [Fact]
    public void A_message_of_no_task_needs_one_to_be_applied_to()
    {
        var message = StreamResponse.Of(Said("x").Message! with { TaskId = null });

        Should.Throw<ArgumentException>(() => TaskProjection.Apply(null, message)).Message.ShouldContain("names no task");
        TaskProjection.Apply(Working, message).History!.Count.ShouldBe(1);
    }

    [Fact]
    public void A_chunk_costs_the_same_however_many_came_before()
    {
        var chunk = Chunk("a", "x", append: true);
        var task = Working;
        task = Repeat(task, chunk, 100);

        var early = AllocatedBy(() => task = Repeat(task, chunk, 100));
        task = Repeat(task, chunk, 10_000);
        var late = AllocatedBy(() => task = Repeat(task, chunk, 100));

        task.Artifacts![0].Parts.Count.ShouldBe(10_300);
        late.ShouldBeLessThan(early * 4);
    }

    private static long AllocatedBy(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static AgentTask Repeat(AgentTask task, StreamResponse update, int times) =>
        Enumerable.Range(0, times).Aggregate(task, (current, _) => TaskProjection.Apply(current, update));

    private static AgentTask Apply(AgentTask task, params ReadOnlySpan<StreamResponse> updates)
    {
        foreach (var update in updates)
        {
            task = TaskProjection.Apply(task, update);
        }

        return task;
    }

    private static StreamResponse Status(TaskState state, string? text = null) => StreamResponse.Of(new TaskStatusUpdateEvent
    {
        TaskId = "t",
        ContextId = "c",
        Status = new() { State = state, Message = text is null ? null : Said(text).Message },
    });

    private static StreamResponse Said(string text) =>
        StreamResponse.Of(new Message { MessageId = text, TaskId = "t", Role = Role.User, Parts = [Part.FromText(text)] });

    private static StreamResponse Chunk(string id, string text, bool append = false, bool last = false) =>
        StreamResponse.Of(Of(new Artifact { ArtifactId = id, Parts = [Part.FromText(text)] }, append).ArtifactUpdate! with { LastChunk = last });

    private static StreamResponse Of(Artifact artifact, bool append = false) =>
        StreamResponse.Of(new TaskArtifactUpdateEvent { TaskId = "t", ContextId = "c", Artifact = artifact, Append = append });

    private static Dictionary<string, JsonElement> Facts(string json) =>
        JsonElement.Parse(json).EnumerateObject().ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);
}
