using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Protocol.V03;

/// <summary>An artifact, or a chunk of one, has been made (A2A 0.3, 7.2.3).</summary>
public sealed record V03TaskArtifactUpdateEvent : V03Event
{
    /// <summary>The value of <see cref="V03Event.Kind"/>.</summary>
    public const string KindName = "artifact-update";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>The task that made it.</summary>
    public required string TaskId { get; init; }

    /// <summary>The context of that task. Required by 0.3; missing where an agent forgets it.</summary>
    public string? ContextId { get; init; }

    /// <summary>The artifact, or what is to be appended to the one with the same id.</summary>
    public required V03Artifact Artifact { get; init; }

    /// <summary>The parts go after those of the artifact with the same id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Append { get; init; }

    /// <summary>No chunk of this artifact follows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LastChunk { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
