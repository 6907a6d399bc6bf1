using Handler.Protocol;
using Handler.Protocol.V03;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Storage;

public sealed class TaskBodiesTests
{
    private static readonly AgentTask Task = new()
    {
        Id = "t",
        ContextId = "c",
        Status = new AgentTaskStatus { State = TaskState.Working, Timestamp = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Message = Said("status") },
        History = [Said("history")],
        Artifacts = [new Artifact { ArtifactId = "a", Parts = [Part.FromText(new string('x', 3000))] }],
    };

    [Fact]
    public void What_fits_is_the_whole_task()
    {
        var body = V03Json.Read<V03Task>(TaskBodies.UpTo(8192)(WireFormat.V03, StreamResponse.Of(Task), Task)!.Value.Span);

        body.Artifacts.ShouldNotBeNull().ShouldHaveSingleItem();
        body.History.ShouldNotBeNull().ShouldHaveSingleItem();
        body.Metadata.ShouldBeNull();
    }

    [Fact]
    public void What_does_not_fit_is_the_status_with_a_marker()
    {
        var bytes = TaskBodies.UpTo(1024)(WireFormat.V03, StreamResponse.Of(Task), Task)!.Value;
        var body = V03Json.Read<V03Task>(bytes.Span);

        bytes.Length.ShouldBeLessThan(1024);
        (body.Id, body.ContextId, body.Status.State, body.Status.Timestamp).ShouldBe(("t", "c", TaskState.Working, Task.Status.Timestamp));
        body.Status.Message.ShouldBeNull();
        body.Artifacts.ShouldBeNull();
        body.Metadata.ShouldNotBeNull()[OmittedMarker.Key].ToString().ShouldContain("(1024 bytes). Ask for the task.");
    }

    [Theory]
    [InlineData(WireFormat.V1)]
    [InlineData(WireFormat.Legacy)]
    public void A_body_that_is_a_function_of_the_event_is_not_kept(WireFormat format) =>
        TaskBodies.UpTo(8192)(format, StreamResponse.Of(Task), Task).ShouldBeNull();

    private static Message Said(string text) => new() { MessageId = text, Role = Role.Agent, Parts = [Part.FromText(text)] };
}
