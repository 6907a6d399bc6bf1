using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>The params of <c>message/send</c> and <c>message/stream</c> (A2A 0.3, 7.1.1).</summary>
public sealed record V03MessageSendParams : WireObject
{
    /// <summary>What the agent is told.</summary>
    public required V03Message Message { get; init; }

    /// <summary>How it is to be answered.</summary>
    public V03MessageSendConfiguration? Configuration { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
