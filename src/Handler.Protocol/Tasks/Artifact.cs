using System.Text.Json;

namespace Handler.Protocol;

/// <summary>A result of a task (A2A 1.0, 4.1.7).</summary>
public sealed record Artifact : WireObject
{
    /// <summary>Unique within its task.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>A description for people.</summary>
    public string? Description { get; init; }

    /// <summary>The content, at least one part.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>URIs of the extensions that had a hand in this artifact.</summary>
    public IReadOnlyList<string>? Extensions { get; init; }
}
