namespace Handler.Protocol.Errors;

/// <summary>An error as REST tells it: <c>google.rpc.Status</c> with the HTTP status in it (A2A 1.0, 11.6).</summary>
public sealed record HttpError : WireObject
{
    /// <summary>The HTTP status code, as it is in the status line.</summary>
    public int Code { get; init; }

    /// <summary>The name of the gRPC status, such as <c>NOT_FOUND</c>.</summary>
    public string? Status { get; init; }

    /// <summary>What was wrong and what to do, for people.</summary>
    public string? Message { get; init; }

    /// <summary>What programs tell errors apart by, and the fields that are to blame.</summary>
    public IReadOnlyList<ErrorDetail>? Details { get; init; }

    /// <summary>An error of the protocol.</summary>
    /// <param name="error">The error.</param>
    /// <param name="revision">Whose table of statuses is followed.</param>
    public static HttpError Of(A2AException error, ErrorRevision revision)
    {
        var status = error.Error.Status(revision);
        return new() { Code = status.Http, Status = status.Grpc, Message = error.Message, Details = ErrorDetail.Of(error) };
    }
}
