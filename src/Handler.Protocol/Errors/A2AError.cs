namespace Handler.Protocol.Errors;

/// <summary>One row of the error table.</summary>
public sealed record A2AError
{
    /// <summary>The number in JSON-RPC.</summary>
    public required A2AErrorCode Code { get; init; }

    /// <summary>The name in the specification, such as <c>TaskNotFoundError</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The reason in <c>ErrorInfo</c>, such as <c>TASK_NOT_FOUND</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The status of 1.0.0.</summary>
    public required ErrorStatus V100 { get; init; }

    /// <summary>The status of 1.0.1.</summary>
    public required ErrorStatus V101 { get; init; }

    /// <summary>The status of a release.</summary>
    public ErrorStatus Status(ErrorRevision revision) => revision == ErrorRevision.V101 ? V101 : V100;
}
