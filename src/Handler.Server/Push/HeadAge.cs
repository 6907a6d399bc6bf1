using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>How old the delivery at the head of a lane was when its attempt began, as the horizon counts.</summary>
/// <param name="CommittedAt">When its event was committed.</param>
/// <param name="OverdueUpTo">What was committed at or before this was overdue then.</param>
/// <param name="IsGateHeld">Whether its gate was held by breaker or <c>Retry-After</c>, so that this was a probe.</param>
internal readonly record struct HeadAge(DateTimeOffset CommittedAt, DateTimeOffset OverdueUpTo, bool IsGateHeld)
{
    /// <summary>Whether this was its last attempt.</summary>
    public bool IsOverdue => CommittedAt <= OverdueUpTo;

    /// <summary>Why it dies when it is overdue.</summary>
    public DeadReason Reason => IsGateHeld ? DeadReason.ExpiredHeld : DeadReason.Expired;
}
