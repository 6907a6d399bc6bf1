using System.Text.Json;

namespace Handler.Protocol.Legacy;

/// <summary>An artifact, or a chunk of one, has been made.</summary>
public sealed record LegacyTaskArtifactUpdateEvent : LegacyEvent
{
    /// <summary>The value of <see cref="Type"/>.</summary>
    public const string TypeName = "TaskArtifactUpdateEvent";

    /// <summary>What this is. Always written; what is read is told by its fields where it is missing.</summary>
    public string Type => TypeName;

    /// <summary>The task that made it.</summary>
    public required string TaskId { get; init; }

    /// <summary>The context of that task; left out where an executor makes the event by hand.</summary>
    public string? ContextId { get; init; }

    /// <summary>The artifact, or what is to be appended to the one with the same id.</summary>
    public required LegacyArtifact Artifact { get; init; }

    /// <summary>The parts go after those of the artifact with the same id.</summary>
    public bool Append { get; init; }

    /// <summary>No chunk of this artifact follows.</summary>
    public bool LastChunk { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
