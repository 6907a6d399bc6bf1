using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>A message (A2A 0.3, 6.4).</summary>
public sealed record V03Message : V03Event
{
    /// <summary>The value of <see cref="V03Event.Kind"/>.</summary>
    public const string KindName = "message";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>Made by whoever created the message.</summary>
    public required string MessageId { get; init; }

    /// <summary>The context it belongs to.</summary>
    public string? ContextId { get; init; }

    /// <summary>The task it belongs to.</summary>
    public string? TaskId { get; init; }

    /// <summary><c>user</c> or <c>agent</c>.</summary>
    public required Role Role { get; init; }

    /// <summary>The content, at least one part.</summary>
    public required IReadOnlyList<V03Part> Parts { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>URIs of the extensions that had a hand in this message.</summary>
    public IReadOnlyList<string>? Extensions { get; init; }

    /// <summary>Tasks that the message refers to for context.</summary>
    public IReadOnlyList<string>? ReferenceTaskIds { get; init; }
}
