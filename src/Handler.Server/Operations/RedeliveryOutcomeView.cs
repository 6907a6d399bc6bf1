namespace Handler.Server.Operations;

/// <summary>What became of a delivery that was to be sent again.</summary>
internal sealed record RedeliveryOutcomeView
{
    public required string Id { get; init; }

    /// <summary><c>delivered</c>, <c>failed</c> (tried, and not answered by 2xx) or <c>refused</c> (not tried).</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Detail { get; init; }

    /// <summary>The <c>webhook-id</c> that it was sent with.</summary>
    public string? SentAs { get; init; }

    public AttemptView? Attempt { get; init; }
}
