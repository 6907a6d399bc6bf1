using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>The params of <c>tasks/cancel</c>, <c>tasks/resubscribe</c> and <c>tasks/pushNotificationConfig/list</c> (A2A 0.3, 7.4.1).</summary>
public sealed record V03TaskIdParams : WireObject
{
    /// <summary>The task.</summary>
    public required string Id { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
