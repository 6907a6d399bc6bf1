namespace Handler.Server.Storage;

/// <summary>One redelivery of a dead delivery: one try, asked for by an operator, outside the order of its lane.</summary>
public sealed record RedeliveryRecord
{
    /// <summary>The <c>webhook-id</c> that it was sent with: the delivery's own, or a new one when the operator wanted that.</summary>
    public required string SentAs { get; init; }

    /// <summary>Who asked for it, as the audit line names them.</summary>
    public required string By { get; init; }

    /// <summary>The attempt; its number goes on where the delivery's own attempts and earlier redeliveries ended.</summary>
    public required AttemptRecord Attempt { get; init; }
}
