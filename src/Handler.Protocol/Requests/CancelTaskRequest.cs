using System.Text.Json;

namespace Handler.Protocol;

/// <summary>The request of CancelTask (A2A 1.0, 3.1.5).</summary>
public sealed record CancelTaskRequest : WireObject
{
    /// <summary>Opaque routing value of the agent card's interface.</summary>
    public string? Tenant { get; init; }

    /// <summary>The task.</summary>
    public required string Id { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
