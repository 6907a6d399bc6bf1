using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Protocol;

/// <summary>An extension of the protocol that an agent knows (A2A 1.0, 4.4.4).</summary>
public sealed record AgentExtension : WireObject
{
    /// <summary>What identifies it; named in <see cref="ServiceParameters.Extensions"/>.</summary>
    public string? Uri { get; init; }

    /// <summary>How this agent uses it.</summary>
    public string? Description { get; init; }

    /// <summary>A client that does not name it is refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Required { get; init; }

    /// <summary>Defined by the extension; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Params { get; init; }
}
