using Handler.Protocol;
using Handler.Receiver.Inbox;

namespace Handler.Tests.Receiver.Inbox;

public sealed class NotificationStateTests
{
    [Theory]
    [InlineData("TASK_STATE_INPUT_REQUIRED", "input-required", TaskState.InputRequired, false, true)]
    [InlineData("input-required", "input-required", TaskState.InputRequired, false, true)]
    [InlineData("input_required", "input-required", TaskState.InputRequired, false, true)]
    [InlineData("auth-required", "auth-required", TaskState.AuthRequired, false, true)]
    [InlineData("TASK_STATE_SUBMITTED", "submitted", TaskState.Submitted, false, false)]
    [InlineData("working", "working", TaskState.Working, false, false)]
    [InlineData("Completed", "completed", TaskState.Completed, true, false)]
    [InlineData("task_state_failed", "failed", TaskState.Failed, true, false)]
    [InlineData("canceled", "canceled", TaskState.Canceled, true, false)]
    [InlineData("TASK_STATE_REJECTED", "rejected", TaskState.Rejected, true, false)]
    public void A_known_state_reads_the_same_in_every_dialect(string text, string name, TaskState value, bool terminal, bool interrupted)
    {
        var state = NotificationState.Parse(text);

        state.Name.ShouldBe(name);
        state.Value.ShouldBe(value);
        state.IsKnown.ShouldBeTrue();
        state.IsTerminal.ShouldBe(terminal);
        state.IsFinal.ShouldBe(terminal);
        state.IsInterrupted.ShouldBe(interrupted);
        state.ToString().ShouldBe(name);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("unknown", "unknown")]
    [InlineData("TASK_STATE_UNSPECIFIED", "unspecified")]
    [InlineData("HALF_DONE\u001b[31m", "half-done\u001b[31m")]
    public void A_state_that_nobody_knows_can_be_asked_all_the_same(string? text, string? name)
    {
        var state = NotificationState.Parse(text);

        state.Name.ShouldBe(name);
        state.IsKnown.ShouldBeFalse();
        state.IsTerminal.ShouldBeFalse();
        state.IsInterrupted.ShouldBeFalse();
        state.IsFinal.ShouldBeFalse();
        state.Value.ShouldBe(TaskState.Unspecified);
    }

    [Fact]
    public void The_default_is_the_state_that_is_not_told()
    {
        default(NotificationState).ShouldBe(NotificationState.Parse(null));
        default(NotificationState).IsTerminal.ShouldBeFalse();
    }

    [Fact]
    public void An_event_that_says_final_is_final_whatever_its_state()
    {
        NotificationState.Parse("input-required", saidFinal: true).IsFinal.ShouldBeTrue();
        NotificationState.Parse("input-required", saidFinal: true).IsTerminal.ShouldBeFalse();
    }
}
