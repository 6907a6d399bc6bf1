using Handler.Protocol;

namespace Handler.Tests.Protocol;

public sealed class TaskStateTests
{
    [Theory]
    [InlineData(TaskState.Unspecified, "TASK_STATE_UNSPECIFIED", "unspecified", false, false)]
    [InlineData(TaskState.Submitted, "TASK_STATE_SUBMITTED", "submitted", false, false)]
    [InlineData(TaskState.Working, "TASK_STATE_WORKING", "working", false, false)]
    [InlineData(TaskState.Completed, "TASK_STATE_COMPLETED", "completed", true, false)]
    [InlineData(TaskState.Failed, "TASK_STATE_FAILED", "failed", true, false)]
    [InlineData(TaskState.Canceled, "TASK_STATE_CANCELED", "canceled", true, false)]
    [InlineData(TaskState.InputRequired, "TASK_STATE_INPUT_REQUIRED", "input-required", false, true)]
    [InlineData(TaskState.Rejected, "TASK_STATE_REJECTED", "rejected", true, false)]
    [InlineData(TaskState.AuthRequired, "TASK_STATE_AUTH_REQUIRED", "auth-required", false, true)]
    public void Each_state_is_what_the_specification_says(TaskState state, string wire, string shown, bool terminal, bool interrupted)
    {
        (state.WireName, state.DisplayName, state.IsTerminal, state.IsInterrupted).ShouldBe((wire, shown, terminal, interrupted));
        TaskState.TryParseWireName(wire, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(state);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("task_state_working")]
    [InlineData("working")]
    [InlineData("2")]
    public void Another_name_is_no_state(string? name) => TaskState.TryParseWireName(name, out _).ShouldBeFalse();

    [Fact]
    public void An_update_tells_task_context_and_state_whatever_it_carries()
    {
        var task = A2AJson.Read<StreamResponse>(GoldenFile.Read("v1/stream-response.task"));
        var status = A2AJson.Read<StreamResponse>(GoldenFile.Read("v1/stream-response.status-update"));
        var artifact = A2AJson.Read<StreamResponse>(GoldenFile.Read("v1/stream-response.artifact-update"));
        var message = A2AJson.Read<StreamResponse>(GoldenFile.Read("v1/stream-response.message"));

        new[] { task, status, artifact, message }.Select(update => (update.TaskId, update.ContextId)).Distinct()
            .ShouldBe([("task-abc123-def456", "ctx-xyz789")]);
        (task.State, status.State, artifact.State, message.State).ShouldBe((TaskState.Completed, TaskState.Working, null, null));
        (task.IsTerminal, status.IsTerminal, artifact.IsTerminal).ShouldBe((true, false, false));
        message.Message!.Text.ShouldBe("It's <done> & \"fine\" – 😀\n");
    }

    [Fact]
    public void A_config_prints_no_secret()
    {
        var config = A2AJson.Read<TaskPushNotificationConfig>(GoldenFile.Read("v1/task-push-notification-config"));

        $"{config} {config.Authentication}".ShouldBe("push config config-1 of task task-abc123-def456 authentication by Bearer");
    }
}
