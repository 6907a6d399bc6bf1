namespace Handler.Server.Storage;

/// <summary>
/// How much waits for each owner, in the memory of a store, and what follows from it for a lane. The store tells each change and reads the sums
/// when it is opened; a lane's own count is exact, an owner's may be a little behind.
/// </summary>
public sealed class OwnerBacklogs
{
    private readonly Lock _lock = new();
    private readonly BacklogLimits _limits;
    private Dictionary<OwnerScope, long> _waiting = [];

    /// <summary>Nothing waits yet.</summary>
    public OwnerBacklogs(BacklogLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
    }

    /// <summary>How much waits for an owner.</summary>
    public long Of(OwnerScope owner)
    {
        lock (_lock)
        {
            return _waiting.GetValueOrDefault(owner);
        }
    }

    /// <summary>So much more (or less) waits for an owner.</summary>
    public void Add(OwnerScope owner, long change)
    {
        if (change == 0)
        {
            return;
        }

        lock (_lock)
        {
            var after = _waiting.GetValueOrDefault(owner) + change;
            // Only owners for whom something waits have an entry: there may be many who were here once.
            if (after > 0)
            {
                _waiting[owner] = after;
            }
            else
            {
                _waiting.Remove(owner);
            }
        }
    }

    /// <summary>Takes the sums of the store in the place of what was counted.</summary>
    public void Correct(IEnumerable<KeyValuePair<OwnerScope, long>> sums)
    {
        var waiting = new Dictionary<OwnerScope, long>(sums);
        lock (_lock)
        {
            _waiting = waiting;
        }
    }

    /// <summary>How many more deliveries a lane may take.</summary>
    /// <param name="row">The lane.</param>
    /// <param name="ofOwner">How much waits for its owner.</param>
    public int RoomOn(LaneRow row, long ofOwner)
    {
        ArgumentNullException.ThrowIfNull(row);
        var most = Math.Min(_limits.MaxWaitingPerLane, row.CollapseAbove ?? int.MaxValue);
        var room = Math.Min(most - row.Waiting, _limits.MaxWaitingPerOwner - ofOwner);
        // One where nothing waits: a full lane goes on when its last delivery is settled, so one that is full has to have one.
        return (int)Math.Max(row.Waiting == 0 ? 1 : 0, room);
    }

    /// <summary>Whether as much waits on a lane, or for its owner, as may.</summary>
    public bool IsFull(LaneRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.State == LaneState.Overflowed || RoomOn(row, Of(row.Task.Scope)) == 0;
    }
}
