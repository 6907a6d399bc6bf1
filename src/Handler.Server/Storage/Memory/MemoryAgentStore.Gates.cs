namespace Handler.Server.Storage.Memory;

/// <content>Gates: what operators and answers make of them, and what expires under their holds.</content>
public sealed partial class MemoryAgentStore
{
    private readonly Dictionary<GateKey, GateRow> _gates = [];
    // All that a config has ever named, as a database has them: an operator may hold one where nothing waits yet.
    private readonly HashSet<GateKey> _known = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<GateRow>> ListGatesAsync(CancellationToken cancel) =>
        Locked<IReadOnlyList<GateRow>>(ListGates, cancel);

    /// <inheritdoc/>
    public Task<GateChange> HoldGateAsync(GateKey gate, string by, string? reason, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        return Locked(() => Change(gate, row => GateRules.Hold(row, by, reason, _clock.GetUtcNow())), cancel);
    }

    /// <inheritdoc/>
    public Task<GateChange> ResumeGateAsync(GateKey gate, CancellationToken cancel) =>
        Locked(() => Change(gate, row => GateRules.Resume(row, _clock.GetUtcNow())), cancel);

    /// <inheritdoc/>
    public Task<HeldExpired> ExpireHeldAsync(HeldExpiry expiry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(expiry);
        return Locked(() => ExpireHeld(expiry), cancel);
    }

    private GateRow GateOf(GateKey key) => _gates.GetValueOrDefault(key) ?? new GateRow { Key = key };

    private GateChange Change(GateKey key, Func<GateRow, GateRow> change)
    {
        if (!_known.Contains(key))
        {
            return new GateChange(GateChangeOutcome.NotFound, null);
        }

        var before = GateOf(key);
        var after = change(before);
        if (after == before)
        {
            return new GateChange(GateChangeOutcome.Unchanged, before);
        }

        _gates[key] = after;
        _doorbell.GateChanged(after);
        return new GateChange(GateChangeOutcome.Changed, after);
    }

    private void Record(GateRow written) => _gates[written.Key] = GateRules.Record(GateOf(written.Key), written);

    private HeldExpired ExpireHeld(HeldExpiry expiry)
    {
        if (expiry.Epoch != OwnEpoch)
        {
            return default;
        }

        var expired = new HeldExpired();
        foreach (var gate in ListGates())
        {
            var upTo = gate.Pauses.CommittedUpTo(expiry.Now, expiry.Horizon);
            _gates[gate.Key] = gate with { Pauses = gate.Pauses.After(upTo) };
            foreach (var lane in GateRules.Expires(gate) ? _due.Waiting(gate.Key) : [])
            {
                expired = ExpireHeld(lane, upTo, expiry, expired);
            }
        }

        return expired;
    }

    private HeldExpired ExpireHeld(MemoryLane lane, DateTimeOffset upTo, HeldExpiry expiry, HeldExpired before)
    {
        var cursor = lane.Row.Cursor;
        if (before.Lanes >= expiry.MaxLanes || expiry.InHand(lane.Id) || lane.ExpireHeld(upTo, expiry.Now) is not { } dead)
        {
            return before;
        }

        Bury(lane, dead);
        _due.Update(lane);
        _doorbell.LaneChanged(lane.Id, lane.Row.Generation);
        ForgetBodies(lane, cursor, lane.Row.Cursor);
        return new HeldExpired(before.Lanes + 1, before.Deliveries + dead.Count);
    }

    private List<GateRow> ListGates() =>
        [
            .. _gates.Values
                .OrderBy(gate => gate.Key.Scope.Tenant, StringComparer.Ordinal)
                .ThenBy(gate => gate.Key.Scope.Owner, StringComparer.Ordinal)
                .ThenBy(gate => gate.Key.Origin, StringComparer.Ordinal),
        ];
}
