using System.Text.Json;

namespace Handler.Protocol;

/// <summary>The request of SendMessage and SendStreamingMessage (A2A 1.0, 3.1.1 and 3.1.2).</summary>
public sealed record SendMessageRequest : WireObject
{
    /// <summary>Opaque routing value of the agent card's interface.</summary>
    public string? Tenant { get; init; }

    /// <summary>What the agent is told.</summary>
    public required Message Message { get; init; }

    /// <summary>How it is to be answered.</summary>
    public SendMessageConfiguration? Configuration { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
