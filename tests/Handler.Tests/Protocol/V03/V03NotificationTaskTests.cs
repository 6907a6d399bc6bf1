using Handler.Protocol;
using Handler.Protocol.V03;

namespace Handler.Tests.Protocol.V03;

public sealed class V03NotificationTaskTests
{
    private static readonly StreamResponse Update = GoldenExample.V1<StreamResponse>("stream-response.status-update");

    [Fact]
    public void The_history_is_cut_to_its_newest_messages()
    {
        var body = Render(TaskWith() with { History = [.. Enumerable.Range(0, 50).Select(number => Said($"m{number}", "hello"))] });

        body.History!.Count.ShouldBe(V03NotificationTask.MaxHistory);
        body.History[^1].MessageId.ShouldBe("m49");
        body.Metadata.ShouldBeNull();
    }

    [Fact]
    public void A_task_that_is_too_large_goes_without_history_first()
    {
        var body = Render(TaskWith(400_000) with { History = [Said("m", new string('h', 700_000))] });

        (body.Artifacts!.Count, body.History).ShouldBe((1, null));
        FieldsOmitted(body).ShouldBe(["history"]);
    }

    [Theory]
    [InlineData(1_100_000)]
    [InlineData(1_048_500)]
    public void Then_its_status_goes_alone_with_a_mark_beside_it(int characters)
    {
        var body = Render(TaskWith(characters) with { Status = new AgentTaskStatus { State = TaskState.Completed, Message = Said("s", "done") } });

        (body.Artifacts, body.Status.State, body.Status.Message!.MessageId).ShouldBe((null, TaskState.Completed, "s"));
        FieldsOmitted(body).ShouldBe(["history", "artifacts", "metadata"]);
        body.Metadata![V03NotificationTask.Marker].GetProperty("hint").GetString()!.ShouldContain("tasks/get");
    }

    [Fact]
    public void And_without_its_message_when_that_is_too_large()
    {
        var body = Render(TaskWith() with
        {
            Status = new AgentTaskStatus { State = TaskState.Failed, Message = Said("s", new string('x', 1_100_000)) },
        });

        (body.Status.State, body.Status.Message).ShouldBe((TaskState.Failed, null));
        FieldsOmitted(body).ShouldContain("status.message");
    }

    [Fact]
    public void Every_body_is_within_the_limit_and_the_same_each_time()
    {
        foreach (var characters in new[] { 10, 1_000_000, 1_048_000, 1_048_576, 3_000_000 })
        {
            var task = TaskWith(characters);
            var body = NotificationBody.Render(WireFormat.V03, Update, task);

            body.Length.ShouldBeLessThanOrEqualTo(V03NotificationTask.MaxBytes);
            NotificationBody.Render(WireFormat.V03, Update, task).ShouldBe(body);
        }
    }

    private static V03Task Render(AgentTask task) => V03Json.Read<V03Task>(NotificationBody.Render(WireFormat.V03, Update, task));

    private static string[] FieldsOmitted(V03Task task) =>
        [.. task.Metadata![V03NotificationTask.Marker].GetProperty("fields").EnumerateArray().Select(field => field.GetString()!)];

    private static AgentTask TaskWith(int characters = 0) => new()
    {
        Id = "t",
        ContextId = "c",
        Status = new AgentTaskStatus { State = TaskState.Working },
        Artifacts = characters == 0 ? null : [new Artifact { ArtifactId = "a", Parts = [Part.FromText(new string('a', characters))] }],
    };

    private static Message Said(string id, string text) => new() { MessageId = id, Role = Role.Agent, Parts = [Part.FromText(text)] };
}
