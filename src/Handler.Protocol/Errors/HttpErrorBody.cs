namespace Handler.Protocol.Errors;

/// <summary>The body of an answer of REST that is no success (A2A 1.0, 11.6).</summary>
public sealed record HttpErrorBody : WireObject
{
    /// <summary>The error.</summary>
    public required HttpError Error { get; init; }
}
