using Handler.Protocol;

namespace Handler.Tests.Protocol.Legacy;

/// <summary>A value of 1.0 without what the legacy dialect cannot express, and with what 1.0 then fills in.</summary>
internal static class LegacyLosses
{
    public static StreamResponse Of(StreamResponse update) => new()
    {
        Task = update.Task is { } task ? Of(task) : null,
        Message = update.Message is { } message ? Of(message) : null,
        StatusUpdate = update.StatusUpdate is { } status ? status with { Status = Of(status.Status) } : null,
        ArtifactUpdate = update.ArtifactUpdate,
    };

    public static SendMessageRequest Of(SendMessageRequest request) => request with
    {
        Tenant = null,
        Message = Of(request.Message),
        Configuration = new SendMessageConfiguration { ReturnImmediately = true },
    };

    public static TaskPushNotificationConfig Of(TaskPushNotificationConfig config) => config with
    {
        Tenant = null,
        TaskId = config.TaskId ?? "",
        Token = config.Authentication is null ? config.Token : null,
    };

    private static AgentTask Of(AgentTask task) => task with
    {
        Status = Of(task.Status),
        History = task.History is { } history ? [.. history.Select(Of)] : null,
    };

    private static AgentTaskStatus Of(AgentTaskStatus status) =>
        status with { Message = status.Message is { } message ? Of(message) : null };

    private static Message Of(Message message) => message with { Role = message.Role == Role.Unspecified ? Role.User : message.Role };
}
