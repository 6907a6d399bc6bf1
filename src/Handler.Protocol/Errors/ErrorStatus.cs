namespace Handler.Protocol.Errors;

/// <summary>How an error is told outside JSON-RPC.</summary>
/// <param name="Http">The HTTP status code.</param>
/// <param name="Grpc">The name of the gRPC status, such as <c>NOT_FOUND</c>.</param>
public readonly record struct ErrorStatus(int Http, string Grpc);
