namespace Handler.Server.Storage;

/// <summary>
/// How many push configs an owner has on tasks that run or with something waiting, held to <see cref="BacklogLimits.MaxConfigsPerOwner"/>. Counted in
/// the store when an owner is first seen, and again when the limit seems to be reached, at most once a second; in between every addition counts, and
/// what ends by itself does not: it is never passed, and an owner far from it costs nothing. To be used under the store's lock or on its writer.
/// </summary>
public sealed class OwnerConfigs
{
    // Else an owner at the limit could have the store count with each try.
    private static readonly TimeSpan CountHolds = TimeSpan.FromSeconds(1);

    // So many owners are remembered at the most: then it begins anew.
    private const int MostOwners = 10_000;

    private readonly Dictionary<OwnerScope, (int Count, DateTimeOffset At)> _counted = [];
    private readonly int _most;

    /// <summary>Nobody has been counted yet.</summary>
    public OwnerConfigs(BacklogLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _most = limits.MaxConfigsPerOwner;
    }

    /// <summary>Takes note of one more; says whether there is room for it.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="now">The time.</param>
    /// <param name="count">Counts those that are there, without the new one.</param>
    public bool TryAdd(OwnerScope owner, DateTimeOffset now, Func<OwnerScope, int> count)
    {
        ArgumentNullException.ThrowIfNull(count);
        if (!_counted.TryGetValue(owner, out var known) || (known.Count >= _most && now - known.At >= CountHolds))
        {
            known = (count(owner), now);
            if (_counted.Count >= MostOwners)
            {
                _counted.Clear();
            }
        }

        var hasRoom = known.Count < _most;
        _counted[owner] = hasRoom ? known with { Count = known.Count + 1 } : known;
        return hasRoom;
    }

    /// <summary>One that counted was deleted.</summary>
    public void Remove(OwnerScope owner)
    {
        if (_counted.TryGetValue(owner, out var known) && known.Count > 0)
        {
            _counted[owner] = known with { Count = known.Count - 1 };
        }
    }
}
