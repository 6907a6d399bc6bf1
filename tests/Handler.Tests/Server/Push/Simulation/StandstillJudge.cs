using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>
/// Sees that no lane is held back without a reason: when something is due on it, its gate is open or is to be probed, nothing is in flight there, and the node
/// has room, then an attempt begins at once, or a poll interval later where rings are lost. Judged in steady weather alone.
/// </summary>
internal sealed class StandstillJudge(PushSimulation simulation)
{
    // What the sweeper does each minute is done within that and a moment.
    private static readonly TimeSpan SweepPatience = TimeSpan.FromSeconds(70);
    private readonly Dictionary<(Guid Lane, bool IsDrained), DateTimeOffset> _owedSince = [];

    /// <summary>More than any gathering of results, any retry of a write, and the poll that stands in for rings.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>Another life of the engine begins, and with it every wait.</summary>
    public void BeginLife() => _owedSince.Clear();

    /// <summary>What has stood still for too long.</summary>
    public IEnumerable<string> Look(IReadOnlyList<LaneRow> rows)
    {
        if (!simulation.IsSteady)
        {
            _owedSince.Clear();
            yield break;
        }

        foreach (var row in rows)
        {
            if (StandsStill(row) is { } fault)
            {
                yield return fault;
            }
        }
    }

    private string? StandsStill(LaneRow row)
    {
        var isDrained = row is { State: LaneState.Overflowed, Waiting: 0 };
        _owedSince.Remove((row.Lane, !isDrained));
        if (!isDrained && !IsOwed(row))
        {
            _owedSince.Remove((row.Lane, isDrained));
            return null;
        }

        var now = simulation.Clock.GetUtcNow();
        _owedSince.TryAdd((row.Lane, isDrained), now);
        var since = _owedSince[(row.Lane, isDrained)];
        var waited = now - (row.Progress.Due > since ? row.Progress.Due : since);
        return waited > (isDrained ? SweepPatience : Patience)
            ? $"held back for {waited} without a reason: {row}; its gate: {simulation.StoredGate(row.Gate)}; in hand: [{simulation.InHand}]"
            : null;
    }

    private bool IsOwed(LaneRow row)
    {
        var now = simulation.Clock.GetUtcNow();
        return row is { Waiting: > 0, State: LaneState.Active or LaneState.Overflowed }
            && row.Progress.Due <= now
            && IsFree(row.Gate, now)
            && simulation.InFlightAt(row.Gate.Origin) == 0

            // Less than an owner may always have, so that nobody's share is the reason.
            && simulation.InFlight < Math.Max(simulation.Options.MaxInFlight / 2, 1);
    }

    private bool IsFree(GateKey key, DateTimeOffset now) => simulation.StoredGate(key) switch
    {
        null or { Hold: GateHold.None } => true,
        { Hold: GateHold.Operator } => false,
        { HeldUntil: var until } => until <= now,
    };
}
