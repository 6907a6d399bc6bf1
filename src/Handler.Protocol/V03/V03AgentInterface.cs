namespace Handler.Protocol.V03;

/// <summary>One way to call an agent (A2A 0.3, 5.5.5).</summary>
public sealed record V03AgentInterface : WireObject
{
    /// <summary>An absolute URL.</summary>
    public required string Url { get; init; }

    /// <summary><c>JSONRPC</c>, <c>GRPC</c> or <c>HTTP+JSON</c>.</summary>
    public required string Transport { get; init; }
}
