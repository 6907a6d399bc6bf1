using Handler.Cli.Agents;
using Handler.Protocol;

namespace Handler.Tests.Cli.Agents;

public sealed class StepProgressTests
{
    [Fact]
    public void A_new_task_has_done_nothing() => StepProgress.Of(Task(messages: 1)).ShouldBe(new StepProgress(1, 0));

    [Fact]
    public void A_task_has_come_as_far_as_its_artifacts_without_a_gap() =>
        StepProgress.Of(Task(1, "turn-1-step-1", "turn-1-step-2", "turn-1-step-4")).ShouldBe(new StepProgress(1, 2));

    [Fact]
    public void Each_message_of_the_user_begins_anew() =>
        StepProgress.Of(Task(2, "turn-1-step-1", "turn-1-step-2", "turn-2-step-1")).ShouldBe(new StepProgress(2, 1));

    [Fact]
    public void The_id_of_a_step_is_found_again()
    {
        var progress = StepProgress.Of(Task(messages: 3));

        StepProgress.Of(Task(3, progress.ArtifactId(1))).Done.ShouldBe(1);
    }

    private static Message Said(int number) => new() { MessageId = $"m{number}", Role = Role.User, Parts = [Part.FromText("x")] };

    private static AgentTask Task(int messages, params string[] artifacts) => new()
    {
        Id = "t",
        Status = new AgentTaskStatus { State = TaskState.Working },
        History = [.. Enumerable.Range(1, messages).Select(Said)],
        Artifacts = [.. artifacts.Select(id => new Artifact { ArtifactId = id, Parts = [Part.FromText("x")] })],
    };
}
