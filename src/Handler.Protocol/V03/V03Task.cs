using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>A task (A2A 0.3, 6.1).</summary>
public sealed record V03Task : V03Event
{
    /// <summary>The value of <see cref="V03Event.Kind"/>.</summary>
    public const string KindName = "task";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>Made by the agent, unique.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation that the task belongs to. Required by 0.3; missing where an agent forgets it.</summary>
    public string? ContextId { get; init; }

    /// <summary>The status now.</summary>
    public required V03TaskStatus Status { get; init; }

    /// <summary>The results so far.</summary>
    public IReadOnlyList<V03Artifact>? Artifacts { get; init; }

    /// <summary>The messages, oldest first.</summary>
    public IReadOnlyList<V03Message>? History { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
