using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>A result of a task (A2A 0.3, 6.7).</summary>
public sealed record V03Artifact : WireObject
{
    /// <summary>Unique within its task.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>A description for people.</summary>
    public string? Description { get; init; }

    /// <summary>The content. Agents of 0.3 close an artifact by a chunk without parts, so it may be empty.</summary>
    public IReadOnlyList<V03Part> Parts { get => field ?? []; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>URIs of the extensions that had a hand in this artifact.</summary>
    public IReadOnlyList<string>? Extensions { get; init; }
}
