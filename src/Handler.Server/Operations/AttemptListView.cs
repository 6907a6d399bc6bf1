namespace Handler.Server.Operations;

/// <summary>The attempts of a lane that are kept, oldest first.</summary>
internal sealed record AttemptListView
{
    public required IReadOnlyList<AttemptView> Attempts { get; init; }
}
