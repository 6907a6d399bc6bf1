namespace Handler.Server.Operations;

/// <summary>What became of deliveries that were to be sent again.</summary>
internal sealed record RedeliveryListView
{
    public required IReadOnlyList<RedeliveryOutcomeView> Redeliveries { get; init; }

    /// <summary>Where the next call goes on; empty when there is no more.</summary>
    public required string NextPageToken { get; init; }
}
