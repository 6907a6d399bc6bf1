using Handler.Client;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.EndToEndTests.Walk;

/// <summary>The agent that conformance kits are pointed at: what a message begins with, or its id, is what it does.</summary>
public sealed class ConformanceAgentTests(ConformanceAgentFixture fixture) : IClassFixture<ConformanceAgentFixture>
{
    private A2AClient Agent => fixture.Client;

    [Theory]
    [InlineData("complete", "tck-complete-task", TaskState.Completed, "")]
    [InlineData("text", "tck-artifact-text", TaskState.Completed, "text")]
    [InlineData("file", "tck-artifact-file", TaskState.Completed, "raw")]
    [InlineData("link", "tck-artifact-file-url", TaskState.Completed, "url")]
    [InlineData("data", "tck-artifact-data", TaskState.Completed, "data")]
    [InlineData("mixed", null, TaskState.Completed, "text raw url data")]
    [InlineData("ask", "tck-input-required", TaskState.InputRequired, "")]
    [InlineData("login", null, TaskState.AuthRequired, "")]
    [InlineData("reject", "tck-reject-task", TaskState.Rejected, "")]
    [InlineData("fail", null, TaskState.Failed, "")]
    [InlineData("throw", null, TaskState.Failed, "")]
    [InlineData("stream", "tck-stream-001", TaskState.Completed, "text")]
    [InlineData("streamed file", "tck-stream-artifact-file", TaskState.Completed, "raw")]
    [InlineData("silent", "tck-stream-002", TaskState.Completed, "")]
    [InlineData("chunks", "tck-stream-artifact-chunked", TaskState.Completed, "text text")]
    [InlineData("many 3", null, TaskState.Completed, "text text text")]
    [InlineData("good morning", "of-no-kit", TaskState.Completed, "")]
    public async Task It_does_what_the_first_text_or_the_message_id_begins_with(string text, string? messageId, TaskState state, string parts)
    {
        var byText = await SendAsync(text, Guid.NewGuid().ToString());
        var byId = messageId is null ? byText : await SendAsync("do it", $"{messageId}-{Guid.NewGuid()}");

        foreach (var task in (AgentTask[])[byText, byId])
        {
            task.Status.State.ShouldBe(state);
            string.Join(' ', (task.Artifacts ?? []).SelectMany(artifact => artifact.Parts).Select(KindOf)).ShouldBe(parts);
        }
    }

    [Theory]
    [InlineData("message", "x")]
    [InlineData("do it", "tck-message-response-1")]
    public async Task It_answers_by_a_message(string text, string messageId)
    {
        var answer = await Agent.SendMessageAsync(Request(text, messageId));

        answer.Message.ShouldNotBeNull().Text.ShouldBe("Direct message response");
    }

    [Fact]
    public async Task Its_chunks_are_streamed_as_they_come()
    {
        var updates = new List<StreamResponse>();
        await foreach (var update in Agent.SendStreamingMessageAsync(Request("chunks", "c")))
        {
            updates.Add(update);
        }

        updates.Select(update => update.ArtifactUpdate).OfType<TaskArtifactUpdateEvent>().Select(made => (made.Artifact.Text, made.Append == true, made.LastChunk == true))
            .ShouldBe([("chunk-1 ", false, false), ("chunk-2", true, true)]);
        updates[^1].State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task A_question_is_answered_by_what_the_next_message_asks_for()
    {
        var asked = await SendAsync("ask", "1");

        var rejected = await Agent.SendMessageAsync(Request("reject", "2", asked.Id));

        (rejected.Task!.Id, rejected.Task.Status.State).ShouldBe((asked.Id, TaskState.Rejected));
    }

    [Fact]
    public async Task What_runs_long_can_be_canceled()
    {
        var begun = await Agent.SendMessageAsync(Request("wait 600", "1") with { Configuration = new SendMessageConfiguration { ReturnImmediately = true } });

        (await Agent.CancelTaskAsync(new CancelTaskRequest { Id = begun.Task!.Id })).Status.State.ShouldBe(TaskState.Canceled);
    }

    [Fact]
    public async Task One_switch_turns_its_capabilities_off()
    {
        var (agent, client) = await ConformanceAgentFixture.StartAsync("--capabilities", "off");
        await using var running = agent;
        using var bare = client;
        var task = (await bare.SendMessageAsync(Request("ask", "1"))).Task!;

        (await RefusedAsync(() => bare.CreateTaskPushNotificationConfigAsync(new TaskPushNotificationConfig { TaskId = task.Id, Url = "http://127.0.0.1:9/" })))
            .ShouldBe(A2AErrorCode.PushNotificationNotSupported);
        (await RefusedAsync(() => bare.GetExtendedAgentCardAsync())).ShouldBe(A2AErrorCode.UnsupportedOperation);
        (await RefusedAsync(() => bare.SendStreamingMessageAsync(Request("stream", "2")).GetAsyncEnumerator().MoveNextAsync().AsTask()))
            .ShouldBe(A2AErrorCode.UnsupportedOperation);
    }

    [Fact]
    public async Task Its_readme_lists_all_that_its_card_does()
    {
        var card = await Agent.GetExtendedAgentCardAsync();

        var rows = (await File.ReadAllLinesAsync(Path.Combine(Clone.Root, "samples", "README.md"))).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        card.Skills.Count.ShouldBe(rows.Count);
        card.Skills.ShouldAllBe(skill => rows.Any(row => row.StartsWith($"| `{skill.Id}", StringComparison.Ordinal)));
    }

    private static SendMessageRequest Request(string text, string messageId, string? taskId = null) => new()
    {
        Message = new Message { MessageId = messageId, TaskId = taskId, Role = Role.User, Parts = [Part.FromText(text)] },
    };

    private static string KindOf(Part part) => part switch
    {
        { Text: not null } => "text",
        { Raw: not null } => "raw",
        { Url: not null } => "url",
        _ => "data",
    };

    private static async Task<A2AErrorCode?> RefusedAsync(Func<Task> call) => (await Should.ThrowAsync<A2AClientException>(call)).ErrorCode;

    private async Task<AgentTask> SendAsync(string text, string messageId) => (await Agent.SendMessageAsync(Request(text, messageId))).Task.ShouldNotBeNull();
}
