namespace Handler.Server.Operations;

/// <summary>What came of a redelivery.</summary>
internal sealed record RedeliveryView
{
    /// <summary>The <c>webhook-id</c> that it was sent with.</summary>
    public required string SentAs { get; init; }

    public required string By { get; init; }

    public required AttemptView Attempt { get; init; }
}
