using System.Text;
using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

public sealed class BodyLimitTests
{
    private const int Limit = 16 * 1024;
    private static readonly string Large = new('x', 20_000);

    [Fact]
    public void A_body_that_fits_is_sent_as_it_is()
    {
        var body = new byte[Limit].AsMemory();

        BodyLimit.Fit(body, Limit).ShouldBe(body);
    }

    [Fact]
    public void A_large_artifact_becomes_a_status_that_says_so()
    {
        var body = A2AJson.Write(StreamResponse.Of(new TaskArtifactUpdateEvent
        {
            TaskId = "t1",
            ContextId = "c1",
            Artifact = new Artifact { ArtifactId = "a1", Parts = [new Part { Text = Large }] },
        }));

        var text = Encoding.UTF8.GetString(BodyLimit.Fit(body, Limit).Span);

        text.ShouldBe(
            """{"statusUpdate":{"taskId":"t1","contextId":"c1","status":{"state":"TASK_STATE_WORKING"},"metadata":"""
            + $$"""{"handler.omitted":{"member":"artifactUpdate","bytes":{{body.Length}},"limit":16384"""
            + ",\"hint\":\"The update is larger than a notification may be. Ask for the task (GetTask).\"}}}}");
    }

    [Fact]
    public void A_large_status_keeps_state_and_time()
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var status = new AgentTaskStatus { State = TaskState.Failed, Timestamp = at, Message = LargeMessage() };

        var update = Fit(StreamResponse.Of(new TaskStatusUpdateEvent { TaskId = "t1", ContextId = "c1", Status = status }));

        update.StatusUpdate!.Status.State.ShouldBe(TaskState.Failed);
        update.StatusUpdate.Status.Timestamp.ShouldBe(at);
        update.StatusUpdate.Status.Message.ShouldBeNull();
    }

    [Fact]
    public void A_large_task_becomes_its_status()
    {
        var task = new AgentTask
        {
            Id = "t1",
            ContextId = "c1",
            Status = new AgentTaskStatus { State = TaskState.Completed },
            History = [LargeMessage()],
        };

        var update = Fit(StreamResponse.Of(task));

        (update.TaskId, update.ContextId, update.State).ShouldBe(("t1", "c1", TaskState.Completed));
        update.StatusUpdate!.Metadata![OmittedMarker.Key].GetProperty("member").GetString().ShouldBe("task");
    }

    [Fact]
    public void The_stand_in_is_the_same_at_every_attempt()
    {
        var body = A2AJson.Write(StreamResponse.Of(LargeMessage()));

        BodyLimit.Fit(body, Limit).Span.SequenceEqual(BodyLimit.Fit(body, Limit).Span).ShouldBeTrue();
    }

    private static StreamResponse Fit(StreamResponse update)
    {
        var body = BodyLimit.Fit(A2AJson.Write(update), Limit);
        body.Length.ShouldBeLessThanOrEqualTo(Limit);
        return A2AJson.Read<StreamResponse>(body.Span);
    }

    private static Message LargeMessage() =>
        new() { MessageId = "m1", TaskId = "t1", ContextId = "c1", Role = Role.Agent, Parts = [new Part { Text = Large }] };
}
