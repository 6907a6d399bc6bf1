using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Handler.Protocol.Legacy;

/// <summary>A message. Its lists are always written.</summary>
public sealed record LegacyMessage : LegacyEvent
{
    /// <summary>Made by whoever created the message; a client may leave it to the agent.</summary>
    public string? MessageId { get; init; }

    /// <summary><c>user</c> or <c>agent</c>.</summary>
    public required Role Role { get; init; }

    /// <summary>The content, at least one part.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>The context it belongs to.</summary>
    public string? ContextId { get; init; }

    /// <summary>The task it belongs to.</summary>
    public string? TaskId { get; init; }

    /// <summary>Tasks that the message refers to for context.</summary>
    [AllowNull]
    public IReadOnlyList<string> ReferenceTaskIds { get => field ?? []; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>URIs of the extensions that had a hand in this message.</summary>
    [AllowNull]
    public IReadOnlyList<string> Extensions { get => field ?? []; init; }
}
