using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>The params of <c>tasks/pushNotificationConfig/get</c> (A2A 0.3, 7.6.1).</summary>
public sealed record V03GetTaskPushNotificationConfigParams : WireObject
{
    /// <summary>The task.</summary>
    public required string Id { get; init; }

    /// <summary>The config; <c>null</c> = the one named <c>default</c>, else the only one. 0.2 does not know it.</summary>
    public string? PushNotificationConfigId { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
