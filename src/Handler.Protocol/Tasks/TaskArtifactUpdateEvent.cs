using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Protocol;

/// <summary>An artifact, or a chunk of one, has been made (A2A 1.0, 4.2.2).</summary>
public sealed record TaskArtifactUpdateEvent : WireObject
{
    /// <summary>The task that made it.</summary>
    public required string TaskId { get; init; }

    /// <summary>The context of that task.</summary>
    public required string ContextId { get; init; }

    /// <summary>The artifact, or what is to be appended to the one with the same id.</summary>
    public required Artifact Artifact { get; init; }

    /// <summary>The parts go after those of the artifact with the same id; otherwise they replace it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Append { get; init; }

    /// <summary>No chunk of this artifact follows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LastChunk { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
