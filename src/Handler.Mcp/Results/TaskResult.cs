using System.ComponentModel;
using Handler.Protocol;

namespace Handler.Mcp.Results;

/// <summary>Of get_task and cancel_task.</summary>
internal sealed record TaskResult(
    [property: Description("The task.")] string TaskId,
    [property: Description("The conversation that it belongs to.")] string? ContextId,
    [property: Description("submitted, working, completed, failed, canceled, input-required, rejected or auth-required.")] string State,
    [property: Description("What the agent made and said so far.")] string Text)
{
    public static TaskResult Of(AgentTask task) => new(task.Id, task.ContextId, task.Status.State.DisplayName, task.Text);
}
