using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// What each gate did of late, for operators: how many attempts, how long they took, what went wrong last. Bounded, and forgotten with the process: what
/// must be known for longer is with the attempts of each lane.
/// </summary>
internal sealed class GateTrails
{
    /// <summary>So many gates are followed; the one that was still for longest makes room for another.</summary>
    public const int MostGates = 4096;

    private readonly Lock _sync = new();
    private readonly Dictionary<GateKey, GateTrail> _trails = [];

    /// <summary>An attempt at a gate has ended.</summary>
    public void Add(GateKey gate, AttemptResult result)
    {
        lock (_sync)
        {
            if (!_trails.TryGetValue(gate, out var trail))
            {
                MakeRoom();
                trail = new GateTrail();
                _trails.Add(gate, trail);
            }

            trail.Add(result);
        }
    }

    /// <summary>What a gate did of late; null when nothing is known of it.</summary>
    public GateActivity? Of(GateKey gate, DateTimeOffset now)
    {
        lock (_sync)
        {
            return _trails.TryGetValue(gate, out var trail) ? trail.At(now) : null;
        }
    }

    private void MakeRoom()
    {
        if (_trails.Count >= MostGates)
        {
            _trails.Remove(_trails.MinBy(trail => trail.Value.LastAt).Key);
        }
    }
}
