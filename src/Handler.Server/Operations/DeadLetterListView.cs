namespace Handler.Server.Operations;

/// <summary>A page of dead letters, the last ones first.</summary>
internal sealed record DeadLetterListView
{
    public required IReadOnlyList<DeadLetterView> DeadLetters { get; init; }

    /// <summary>Empty on the last page.</summary>
    public required string NextPageToken { get; init; }
}
