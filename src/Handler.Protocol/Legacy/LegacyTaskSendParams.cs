using System.Text.Json;

namespace Handler.Protocol.Legacy;

/// <summary>The params of <c>tasks/send</c> and <c>tasks/sendSubscribe</c>.</summary>
public sealed record LegacyTaskSendParams : WireObject
{
    /// <summary>The task to go on with, which has to be interrupted; <c>null</c> begins one.</summary>
    public string? Id { get; init; }

    /// <summary>The context to begin it in.</summary>
    public string? ContextId { get; init; }

    /// <summary>What the agent is told.</summary>
    public required LegacyMessage Message { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
