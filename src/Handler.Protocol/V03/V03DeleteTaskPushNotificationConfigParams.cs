using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>The params of <c>tasks/pushNotificationConfig/delete</c> (A2A 0.3, 7.8.1).</summary>
public sealed record V03DeleteTaskPushNotificationConfigParams : WireObject
{
    /// <summary>The task.</summary>
    public required string Id { get; init; }

    /// <summary>The config of that task.</summary>
    public required string PushNotificationConfigId { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
