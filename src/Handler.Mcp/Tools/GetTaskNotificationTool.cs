using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;

namespace Handler.Mcp.Tools;

/// <summary>Which webhook an agent tells of a task.</summary>
internal sealed class GetTaskNotificationTool(AgentCalls calls) : AgentTool<GetNotificationArguments, NotificationResult>(
    new ToolFace(
        "get_task_notification",
        "Get a task's webhook",
        "Get the webhook that an A2A agent posts the updates of a task to. The token is masked.")
    {
        IsReadOnly = true,
        IsIdempotent = true,
        IsOpenWorld = true,
    },
    calls,
    McpJsonContext.Default.GetNotificationArguments,
    McpJsonContext.Default.NotificationResult)
{
    protected override async Task<NotificationResult> CallAsync(GetNotificationArguments given, ToolCall call, CancellationToken cancel)
    {
        using var client = await Calls.ConnectAsync(given, call, cancel);
        return NotificationResult.Of(given.TaskId, await client.GetPushConfigAsync(given.TaskId, given.ConfigId, cancel));
    }
}
