using System.Text.Json;

namespace Handler.Protocol;

/// <summary>One unit of communication between a client and an agent (A2A 1.0, 4.1.4).</summary>
public sealed record Message : WireObject
{
    /// <summary>Made by whoever created the message, usually a UUID.</summary>
    public required string MessageId { get; init; }

    /// <summary>The context it belongs to. An agent's message always has one.</summary>
    public string? ContextId { get; init; }

    /// <summary>The task it belongs to, if there is one.</summary>
    public string? TaskId { get; init; }

    /// <summary>Who speaks.</summary>
    public required Role Role { get; init; }

    /// <summary>The content, at least one part.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>URIs of the extensions that had a hand in this message.</summary>
    public IReadOnlyList<string>? Extensions { get; init; }

    /// <summary>Tasks that the message refers to for context.</summary>
    public IReadOnlyList<string>? ReferenceTaskIds { get; init; }
}
