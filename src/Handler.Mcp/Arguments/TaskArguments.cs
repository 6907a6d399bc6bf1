using System.ComponentModel;

namespace Handler.Mcp.Arguments;

/// <summary>Of cancel_task.</summary>
internal sealed record TaskArguments : AgentArguments
{
    [Description("The task: task_id of an earlier result.")]
    public required string TaskId { get; init; }
}
