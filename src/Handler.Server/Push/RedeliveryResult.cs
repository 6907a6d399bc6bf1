using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What came of a redelivery.</summary>
internal abstract record RedeliveryResult
{
    private RedeliveryResult()
    {
    }

    /// <summary>It was tried, whatever the webhook answered; the result is on the dead stretch.</summary>
    public sealed record Tried(RedeliveryRecord Record) : RedeliveryResult;

    /// <summary>It was not tried.</summary>
    public sealed record Refused(RedeliveryRefusal Why, string Text) : RedeliveryResult;
}
