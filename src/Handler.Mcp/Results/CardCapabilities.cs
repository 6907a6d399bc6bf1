using System.ComponentModel;

namespace Handler.Mcp.Results;

/// <summary>What an agent says that it can do.</summary>
internal sealed record CardCapabilities(
    [property: Description("It streams.")] bool Streaming,
    [property: Description("It posts updates to webhooks: set_task_notification works.")] bool PushNotifications);
