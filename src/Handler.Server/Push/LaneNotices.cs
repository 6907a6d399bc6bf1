using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// What is known to be newer than what the store may still say: replaced and deleted configs, and lanes that were let go. What is read or
/// rung of a lane is held against it before the lane is taken in hand. Guarded by the lock of <see cref="LanesInHand"/>.
/// </summary>
internal sealed class LaneNotices
{
    private readonly Dictionary<Guid, (long? Generation, long Look)> _changed = [];

    // Lanes let go, by their number: what was read or rung of one before may be older than what was flushed. Kept until all that is heard.
    private readonly Dictionary<Guid, long> _letGo = [];
    private long _departed;
    private long _departedAtLook;
    private long _look;

    /// <summary>How many lanes have been let go. Read without the lock: what the store rings is stamped with it.</summary>
    public long Departed => Interlocked.Read(ref _departed);

    /// <summary>A look into the store begins: notices that come from now on are kept until it has ended, for what it reads may be older.</summary>
    public void BeginLook()
    {
        _look++;
        _departedAtLook = _departed;
    }

    /// <summary>A look has ended: notices of before the one before it are forgotten.</summary>
    public void EndLook()
    {
        // One look longer than the look needs: what a commit rang before the notice is heard by then.
        foreach (var (lane, _) in _changed.Where(notice => notice.Value.Look < _look - 1).ToList())
        {
            _changed.Remove(lane);
        }
    }

    /// <summary>A config was replaced, or deleted (null): its lane's rows of earlier generations are of the past.</summary>
    public void Change(Guid lane, long? generation) => _changed[lane] = (generation, _look);

    /// <summary>A lane was let go.</summary>
    public void LetGo(Guid lane) => _letGo[lane] = Interlocked.Increment(ref _departed);

    /// <summary>All is heard that was rung before the lane of number <paramref name="departed"/> was let go.</summary>
    public void Heard(long departed)
    {
        foreach (var (lane, number) in _letGo)
        {
            if (number <= departed)
            {
                _letGo.Remove(lane);
            }
        }
    }

    /// <summary>Whether a row was read before its config was replaced or deleted.</summary>
    public bool IsOutdated(LaneRow row) =>
        _changed.TryGetValue(row.Lane, out var notice) && (notice.Generation is null || notice.Generation > row.Generation);

    /// <summary>Whether the lane was let go after the lane of number <paramref name="departed"/>.</summary>
    public bool WentAfter(Guid lane, long departed) => _letGo.TryGetValue(lane, out var number) && number > departed;

    /// <summary>Whether the lane was let go since the look began.</summary>
    public bool WentSinceLook(Guid lane) => WentAfter(lane, _departedAtLook);
}
