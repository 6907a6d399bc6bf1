using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>The params of <c>tasks/get</c> (A2A 0.3, 7.3.1).</summary>
public sealed record V03TaskQueryParams : WireObject
{
    /// <summary>The task.</summary>
    public required string Id { get; init; }

    /// <summary>At most so many of the newest messages; 0 = no history.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
