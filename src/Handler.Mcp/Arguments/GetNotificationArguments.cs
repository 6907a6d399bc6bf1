using System.ComponentModel;

namespace Handler.Mcp.Arguments;

/// <summary>Of get_task_notification.</summary>
internal sealed record GetNotificationArguments : AgentArguments
{
    [Description("The task: task_id of an earlier result.")]
    public required string TaskId { get; init; }

    [Description("Which config; when left out the one called default, else the only one there is.")]
    public string? ConfigId { get; init; }
}
