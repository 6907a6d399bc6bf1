using System.ComponentModel;
using Handler.Protocol;

namespace Handler.Mcp.Results;

/// <summary>Of send_message.</summary>
internal sealed record MessageResult(
    [property: Description("The conversation: pass it on to go on with it.")] string? ContextId,
    [property: Description("The task that was begun or gone on with; null when the agent answered without one.")] string? TaskId,
    [property: Description("submitted, working, completed, failed, canceled, input-required, rejected or auth-required; null without a task.")] string? State,
    [property: Description("What the agent made and said so far.")] string Text,
    [property: Description("The agent asks something: answer with send_message and the same task_id and context_id.")] bool NeedsInput,
    [property: Description("Somebody has to authenticate before the task goes on.")] bool NeedsAuth)
{
    public static MessageResult Of(AgentTask task) => new(
        task.ContextId,
        task.Id,
        task.Status.State.DisplayName,
        task.Text,
        task.Status.State == TaskState.InputRequired,
        task.Status.State == TaskState.AuthRequired);

    public static MessageResult Of(Message answer) => new(answer.ContextId, answer.TaskId, null, answer.Text, false, false);
}
