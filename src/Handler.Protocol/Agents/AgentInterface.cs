namespace Handler.Protocol;

/// <summary>One way to call an agent (A2A 1.0, 4.4.6).</summary>
public sealed record AgentInterface : WireObject
{
    /// <summary>An absolute URL; <c>host:port</c> for gRPC.</summary>
    public required string Url { get; init; }

    /// <summary><c>JSONRPC</c>, <c>GRPC</c>, <c>HTTP+JSON</c> (see <see cref="ProtocolBindings"/>) or a URI.</summary>
    public required string ProtocolBinding { get; init; }

    /// <summary>Opaque; a client repeats it in every request to this interface.</summary>
    public string? Tenant { get; init; }

    /// <summary>The A2A version spoken there, such as <c>1.0</c>.</summary>
    public required string ProtocolVersion { get; init; }
}
