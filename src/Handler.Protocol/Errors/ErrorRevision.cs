namespace Handler.Protocol.Errors;

/// <summary>Which release of the specification decides on HTTP and gRPC status of an error.</summary>
public enum ErrorRevision
{
    /// <summary>A2A 1.0.0.</summary>
    V100,

    /// <summary>A2A 1.0.1.</summary>
    V101,
}
