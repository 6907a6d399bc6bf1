using System.ComponentModel;
using Handler.Client.Profiles;
using Handler.Protocol;

namespace Handler.Mcp.Results;

/// <summary>Of set_task_notification and get_task_notification.</summary>
internal sealed record NotificationResult(
    [property: Description("The task.")] string TaskId,
    [property: Description("Where the agent posts to.")] string Url,
    [property: Description("The notification token, masked; null when there is none or the agent keeps it to itself.")] string? Token,
    [property: Description("The config's id on this task.")] string? ConfigId)
{
    public static NotificationResult Of(string taskId, TaskPushNotificationConfig config) => new(
        config.TaskId ?? taskId, config.Url, string.IsNullOrEmpty(config.Token) ? null : SecretMask.Of(config.Token), config.Id);
}
