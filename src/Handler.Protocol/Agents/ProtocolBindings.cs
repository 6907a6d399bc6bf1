namespace Handler.Protocol;

/// <summary>The names of the bindings that the specification defines (A2A 1.0, 4.4.6).</summary>
public static class ProtocolBindings
{
    /// <summary>JSON-RPC 2.0 over HTTP.</summary>
    public const string JsonRpc = "JSONRPC";

    /// <summary>gRPC.</summary>
    public const string Grpc = "GRPC";

    /// <summary>REST.</summary>
    public const string HttpJson = "HTTP+JSON";
}
