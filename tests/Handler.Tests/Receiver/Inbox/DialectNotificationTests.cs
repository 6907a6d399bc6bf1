using System.Text;
using Handler.Protocol;
using Handler.Receiver.Inbox;
using Handler.TestKit;
using Handler.Tests.Protocol;
using Microsoft.Extensions.Options;

namespace Handler.Tests.Receiver.Inbox;

/// <summary>What a receiver finds in the bodies that agents of each dialect send: the golden files, the seeds' own payloads, and what our agent makes.</summary>
public sealed class DialectNotificationTests
{
    private const string Golden = "task-abc123-def456";

    [Theory]
    [InlineData("v1/stream-response.task", NotificationKind.Task, "completed", true)]
    [InlineData("v1/stream-response.status-update", NotificationKind.Status, "working", false)]
    [InlineData("v1/stream-response.artifact-update", NotificationKind.Artifact, null, false)]
    [InlineData("v1/stream-response.message", NotificationKind.Message, null, false)]
    [InlineData("v03/task", NotificationKind.Task, "completed", true)]
    [InlineData("v03/status-update", NotificationKind.Status, "working", false)]
    [InlineData("v03/artifact-update", NotificationKind.Artifact, null, false)]
    [InlineData("v03/message", NotificationKind.Message, null, false)]
    [InlineData("legacy/task", NotificationKind.Task, "completed", true)]
    [InlineData("legacy/task-status-update-event", NotificationKind.Status, "working", false)]
    [InlineData("legacy/task-artifact-update-event", NotificationKind.Artifact, null, false)]
    [InlineData("legacy/message", NotificationKind.Message, null, false)]
    [InlineData("seed/push-final", NotificationKind.Status, "completed", true)]
    [InlineData("seed/task-finished", NotificationKind.Task, "completed", true)]
    public void The_golden_bodies_tell_their_task_their_state_and_whether_they_are_the_last(
        string file, NotificationKind kind, string? state, bool final)
    {
        var push = Pushes.Of(Encoding.UTF8.GetString(GoldenFile.Read(file)));

        (push.Kind, push.TaskId, push.State.Name, push.State.IsFinal).ShouldBe((kind, Golden, state, final));
    }

    [Theory]
    [InlineData(WireFormat.V1)]
    [InlineData(WireFormat.V03)]
    [InlineData(WireFormat.Legacy)]
    public async Task Who_waits_for_the_final_push_gets_it_in_every_dialect(WireFormat format)
    {
        var inbox = new MemoryInbox(Options.Create(new MemoryInboxOptions()), new ManualClock(Pushes.Noon), new LogCapture().LoggerFor<MemoryInbox>());
        var waiting = inbox.UntilAsync(push => push.State.IsFinal, taskId: "t");

        foreach (var update in new[] { Made(), Status(TaskState.Working), Artifact(), Status(TaskState.InputRequired) })
        {
            await inbox.KeepAsync(Push(format, update), toHandle: false);
        }

        var early = waiting.IsCompleted;
        await inbox.KeepAsync(Push(format, Status(TaskState.Failed)), toHandle: false);
        var last = await waiting;

        early.ShouldBeFalse();
        (last.TaskId, last.ContextId, last.State.Value, last.Position).ShouldBe(("t", "c", TaskState.Failed, 5));
    }

    private static ReceivedNotification Push(WireFormat format, StreamResponse update)
    {
        var task = TaskProjection.Apply(null, update);
        return Pushes.Of(Encoding.UTF8.GetString(NotificationBody.Render(format, update, task)));
    }

    private static StreamResponse Made() =>
        StreamResponse.Of(new AgentTask { Id = "t", ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Submitted } });

    private static StreamResponse Status(TaskState state) =>
        StreamResponse.Of(new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = new AgentTaskStatus { State = state } });

    private static StreamResponse Artifact() => StreamResponse.Of(new TaskArtifactUpdateEvent
    {
        TaskId = "t",
        ContextId = "c",
        Artifact = new Artifact { ArtifactId = "a", Parts = [Part.FromText("made")] },
    });
}
