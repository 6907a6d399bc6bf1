using System.ComponentModel;
using Handler.Mcp.Calls;

namespace Handler.Mcp.Arguments;

/// <summary>Of set_task_notification.</summary>
internal sealed record SetNotificationArguments : AgentArguments
{
    [Description("The task: task_id of an earlier result.")]
    public required string TaskId { get; init; }

    [Description("Where the agent posts each update of the task to; it must be reachable from the agent.")]
    public required string WebhookUrl { get; init; }

    [Description("A secret that comes with each update as X-A2A-Notification-Token.")]
    public string? WebhookToken { get; init; }

    public override IEnumerable<string?> Secrets() => [.. base.Secrets(), WebhookToken];

    public override void Check()
    {
        base.Check();
        GivenValue.CheckWebhook("webhook_url", WebhookUrl, "webhook_token", WebhookToken);
    }
}
