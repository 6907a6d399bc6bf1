namespace Handler.Protocol.Legacy;

/// <summary>One way to call an agent.</summary>
public sealed record LegacyAgentInterface : WireObject
{
    /// <summary><c>json-rpc</c>, <c>http</c> or <c>grpc</c>.</summary>
    public required string Type { get; init; }

    /// <summary>An absolute URL.</summary>
    public required string Url { get; init; }

    /// <summary>A version that says nothing of the dialect: agents of the legacy dialect write <c>1.0</c>.</summary>
    public string Version { get => field ?? ""; init; }
}
