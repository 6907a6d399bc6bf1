using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;

namespace Handler.Mcp.Tools;

/// <summary>Has an agent tell a webhook of a task.</summary>
internal sealed class SetTaskNotificationTool(AgentCalls calls) : AgentTool<SetNotificationArguments, NotificationResult>(
    new ToolFace(
        "set_task_notification",
        "Set a task's webhook",
        "Have an A2A agent post each update of a task to a webhook, also of a task that has ended. Replaces the webhook that was set before with this tool. " +
        "The agent must send push notifications (get_agent_card: capabilities.pushNotifications).")
    {
        IsDestructive = true,
        IsIdempotent = true,
        IsOpenWorld = true,
    },
    calls,
    McpJsonContext.Default.SetNotificationArguments,
    McpJsonContext.Default.NotificationResult)
{
    protected override async Task<NotificationResult> CallAsync(SetNotificationArguments given, ToolCall call, CancellationToken cancel)
    {
        using var client = await Calls.ConnectAsync(given, call, cancel);
        var config = await client.SetPushConfigAsync(given.TaskId, given.WebhookUrl, given.WebhookToken, cancel: cancel);

        // An agent may keep the token to itself; what was set is known here.
        return NotificationResult.Of(given.TaskId, config with { Token = config.Token ?? given.WebhookToken });
    }
}
