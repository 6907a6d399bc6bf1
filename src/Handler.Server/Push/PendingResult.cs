using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What has happened on one lane since the last flush, folded into one row of a batch.</summary>
internal sealed class PendingResult(InHandLane lane)
{
    private readonly List<AttemptRecord> _attempts = [];
    private long? _deliveredThrough;
    private int _delivered;
    private DeathNotice? _death;
    private LaneProgress _progress = lane.Progress;
    private LaneState? _state;
    private string? _stateReason;

    public InHandLane Lane => lane;

    /// <summary>How many results it holds.</summary>
    public int Count { get; private set; }

    /// <summary>When the store is to be looked into for the lane, which leaves to wait, or for its gate; null when it is not.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    public void Deliver(long sequence, LaneProgress progress, AttemptRecord attempt)
    {
        _deliveredThrough = sequence;
        _delivered++;
        Keep(progress, attempt);
    }

    public void Retry(LaneProgress progress, AttemptRecord attempt)
    {
        WakeBy(progress.Due);
        Keep(progress, attempt);
    }

    public void Die(DeathNotice death, LaneProgress progress, AttemptRecord? attempt)
    {
        _death = death;
        WakeBy(progress.Due);
        Keep(progress, attempt);
    }

    public void End(string reason, LaneProgress progress, AttemptRecord attempt)
    {
        _state = LaneState.Gone;
        _stateReason = reason;
        Keep(progress, attempt);
    }

    public void Hold(string reason, LaneProgress progress)
    {
        _state = LaneState.SecretUnreadable;
        _stateReason = reason;
        WakeBy(progress.Due);
        Keep(progress, attempt: null);
    }

    /// <summary>The secret of a held lane was found again.</summary>
    public void Reactivate()
    {
        _state ??= LaneState.Active;
    }

    /// <summary>The store is to be looked into by then.</summary>
    public void WakeBy(DateTimeOffset time)
    {
        WakeAt = WakeAt is { } at && at < time ? at : time;
    }

    public LaneResult ToResult() => new()
    {
        Lane = lane.Id,
        Generation = lane.Row.Generation,
        DeliveredThrough = _deliveredThrough,
        Delivered = _delivered,
        Death = _death,
        Progress = _progress,
        State = _state,
        StateReason = _stateReason,
        Attempts = _attempts,
    };

    private void Keep(LaneProgress progress, AttemptRecord? attempt)
    {
        Count++;
        _progress = progress;
        if (attempt is null)
        {
            return;
        }

        // Successes at the first try are one row a flush; a failure, and the success after it, are rows of their own.
        if (_attempts.Count > 0 && IsPlain(attempt) && IsPlain(_attempts[^1]))
        {
            _attempts[^1] = Join(_attempts[^1], attempt);
            return;
        }

        _attempts.Add(attempt);
    }

    private static bool IsPlain(AttemptRecord attempt) => attempt is { Outcome: AttemptOutcome.Delivered, Number: 1 };

    private static AttemptRecord Join(AttemptRecord row, AttemptRecord next) => row with
    {
        ThroughSequence = next.ThroughSequence,
        Count = row.Count + next.Count,
        Duration = row.Duration > next.Duration ? row.Duration : next.Duration,
    };
}
