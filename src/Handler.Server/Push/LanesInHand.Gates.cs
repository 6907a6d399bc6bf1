using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <content>
/// Held gates: their lanes are let go, for the store knows when they are due; and when a hold's time is over, one lane at a time is taken in hand
/// to probe.
/// </content>
internal sealed partial class LanesInHand
{
    // Of two that are due, one did not probe last.
    private const int LanesToChooseFrom = 2;

    /// <summary>What is known of gates.</summary>
    public GateBook Gates { get; } = new(options, clock);

    /// <summary>What the gates did of late.</summary>
    public GateTrails Trails { get; } = new();

    /// <summary>An operator has held or resumed a gate: no attempt starts at a held one once this has returned.</summary>
    public void ChangeGate(GateRow gate)
    {
        Gates.Change(gate);
        IReadOnlyList<InHandLane> lanes;
        lock (_sync)
        {
            lanes = Follow(gate);
        }

        foreach (var lane in lanes)
        {
            lock (lane.Sync)
            {
                // Who asked before the change was known and may start has started by now: it asks and starts under this lock.
            }
        }
    }

    private int RoomToProbe(GateKey gate) => Gates.WantsProbe(gate) ? LanesToChooseFrom : 0;

    /// <summary>What a look may take in hand: of a gate that is held, one lane to probe it; the others stay in the store.</summary>
    private IEnumerable<LaneWork> Startable(IReadOnlyList<LaneWork> lanes) => Gates.Held == 0
        ? lanes
        : lanes.GroupBy(work => work.Row.Gate).SelectMany(gate => Gates.IsOpen(gate.Key) ? gate : Probing(gate.Key, [.. gate]));

    private IEnumerable<LaneWork> Probing(GateKey gate, List<LaneWork> lanes)
    {
        var sound = lanes.Where(work => !_lanes.ContainsKey(work.Row.Lane) && !IsOutdated(work.Row)).Select(work => work.Row.Lane).ToList();
        var probe = Gates.Choose(gate, sound);

        // What is outdated says so, and is looked for again.
        return lanes.Where(work => work.Row.Lane == probe || IsOutdated(work.Row));
    }

    private bool IsOutdated(LaneRow row) => _notices.IsOutdated(row) || _notices.WentSinceLook(row.Lane);

    /// <summary>A commit has made a lane of a held gate due: it waits in the store.</summary>
    /// <returns>When the gate can be probed; null when that is now, or when only an operator opens it.</returns>
    private DateTimeOffset? WaitAtGate(GateKey gate, DateTimeOffset now)
    {
        _wantsLook |= Gates.WantsProbe(gate);
        return Gates.Find(gate) is { HeldUntil: var until } && until > now ? until : null;
    }

    // It was to leave for a hold that is over by now: the look that its end brought found it in hand still.
    private bool IsLeftUndone(InHandLane lane) => lane.HasMore && lane.Progress.Due <= clock.GetUtcNow() && Gates.IsOpen(lane.Gate);

    /// <summary>An attempt of a lane has ended.</summary>
    private void FollowGate(InHandLane lane, Settlement settlement)
    {
        Gates.EndProbe(lane.Gate, lane.Id);
        if (settlement.Gate is { } gate)
        {
            Follow(gate);
        }
    }

    /// <summary>Lets the lanes of a held gate go, or has those of an opened one looked for.</summary>
    /// <returns>The lanes of the gate that are in hand.</returns>
    private IReadOnlyList<InHandLane> Follow(GateRow gate)
    {
        if (gate.Hold == GateHold.None)
        {
            _wantsLook = true;
            Wake?.Invoke();
            return [];
        }

        IReadOnlyList<InHandLane> lanes = [.. _lanes.Values.Where(lane => lane.Gate == gate.Key)];
        foreach (var lane in lanes)
        {
            lane.IsLeaving = true;
            LetGoIfDone(lane);
        }

        // What stands in line need not wait for its turn to hear of it; one may have to, if the gate itself stands in a line.
        while (lanes.Count > 0 && _round.TakeBack(lanes[0].Queue!) is { } lane)
        {
            lane.Phase = LanePhase.Resting;
            LetGoIfDone(lane);
        }

        return lanes;
    }
}
