using System.ComponentModel;
using Handler.Mcp.Calls;

namespace Handler.Mcp.Arguments;

/// <summary>Of get_task.</summary>
internal sealed record GetTaskArguments : AgentArguments
{
    [Description("The task: task_id of an earlier result.")]
    public required string TaskId { get; init; }

    [Description("Have the agent send at most so many messages of the task's history; 0 makes a long task quicker to get.")]
    public int? HistoryLength { get; init; }

    public override void Check()
    {
        base.Check();
        if (HistoryLength < 0)
        {
            throw new ToolException($"history_length: {HistoryLength} is no length; give 0 or more, or leave it out.");
        }
    }
}
