namespace Handler.Server.Operations;

/// <summary>An error, as RFC 9457 has it.</summary>
internal sealed record ProblemView
{
    public required int Status { get; init; }

    public required string Title { get; init; }

    public required string Detail { get; init; }
}
