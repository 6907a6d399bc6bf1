using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Handler.Protocol.Legacy;

/// <summary>A result of a task. Its lists are always written.</summary>
public sealed record LegacyArtifact : WireObject
{
    /// <summary>Unique within its task.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>A description for people.</summary>
    public string? Description { get; init; }

    /// <summary>The content; may be empty.</summary>
    [AllowNull]
    public IReadOnlyList<Part> Parts { get => field ?? []; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>URIs of the extensions that had a hand in this artifact.</summary>
    [AllowNull]
    public IReadOnlyList<string> Extensions { get => field ?? []; init; }
}
