using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// What a node knows of its gates: which are held, which are probed and by whom, and what of that is still to be written. Read from the store at the
/// engine's start; from then on answers and operators change it. A gate of which it has nothing is open and well: nearly all of them.
/// </summary>
internal sealed class GateBook(PushOptions options, TimeProvider clock)
{
    // A gate that only failed lately is forgotten when there are too many of them: its breaker counts anew.
    private const int MostNotes = 16_384;

    private readonly Lock _sync = new();
    private readonly Dictionary<GateKey, GateNote> _notes = [];
    private readonly HashSet<GateKey> _unwritten = [];
    private int _held;
    private int _known;

    /// <summary>How many gates are held, by whatever.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Whether nothing is known of any gate.</summary>
    public bool IsEmpty => Volatile.Read(ref _known) == 0;

    /// <summary>Takes over what the store says of gates that are or were held.</summary>
    public void Load(IReadOnlyList<GateRow> rows)
    {
        lock (_sync)
        {
            foreach (var row in rows)
            {
                // An operator may have been quicker than the reading.
                if (row.Generation >= NoteOf(row.Key).Health.Row.Generation)
                {
                    Set(row.Key, new GateHealth(row, 0));
                }
            }
        }
    }

    /// <summary>An operator has held or resumed a gate. What was to be written of it is no longer.</summary>
    public void Change(GateRow row)
    {
        lock (_sync)
        {
            if (row.Generation >= NoteOf(row.Key).Health.Row.Generation)
            {
                _unwritten.Remove(row.Key);
                Set(row.Key, new GateHealth(row, 0));
            }
        }
    }

    /// <summary>What there is to say of a gate; null when it is open and well.</summary>
    public GateRow? Find(GateKey gate)
    {
        if (IsEmpty)
        {
            return null;
        }

        lock (_sync)
        {
            return _notes.TryGetValue(gate, out var note) ? note.Health.Row : null;
        }
    }

    /// <summary>Whether nothing holds the gate.</summary>
    public bool IsOpen(GateKey gate) => Held == 0 || Find(gate) is null or { Hold: GateHold.None };

    /// <summary>Whether an attempt of the lane may start: its gate is open, or the lane is the one that probes it.</summary>
    public bool MayStart(GateKey gate, Guid lane)
    {
        if (Held == 0)
        {
            return true;
        }

        lock (_sync)
        {
            return !_notes.TryGetValue(gate, out var note) || note.Health.Row.Hold == GateHold.None || (note.Probe == lane && IsDue(note));
        }
    }

    /// <summary>Whether a held gate waits for a lane to probe it: its time is over, and none does.</summary>
    public bool WantsProbe(GateKey gate)
    {
        lock (_sync)
        {
            return _notes.TryGetValue(gate, out var note) && note.Probe is null && IsDue(note);
        }
    }

    /// <summary>
    /// Chooses who probes a gate: not the lane that did so last while there is another, for what that one has at its head may be what fails.
    /// </summary>
    /// <returns>The lane that probes from now on; null when the gate wants none.</returns>
    public Guid? Choose(GateKey gate, IReadOnlyList<Guid> lanes)
    {
        lock (_sync)
        {
            if (lanes.Count == 0 || !_notes.TryGetValue(gate, out var note) || note.Probe is not null || !IsDue(note))
            {
                return null;
            }

            note.Probe = lanes[0] == note.LastProbe && lanes.Count > 1 ? lanes[1] : lanes[0];
            note.LastProbe = note.Probe;
            return note.Probe;
        }
    }

    /// <summary>The lane has ended its attempt or was let go: it probes no longer.</summary>
    public void EndProbe(GateKey gate, Guid lane)
    {
        // Not where nothing is held: another's answer may have opened the gate while this one probed, and then it must not be taken for a prober for ever.
        if (IsEmpty)
        {
            return;
        }

        lock (_sync)
        {
            if (_notes.TryGetValue(gate, out var note) && note.Probe == lane)
            {
                note.Probe = null;
            }
        }
    }

    /// <summary>An attempt has ended.</summary>
    /// <returns>The gate, when it was held or opened by that; null when nothing changed.</returns>
    public GateRow? Report(GateKey gate, AttemptResult result, DateTimeOffset now)
    {
        // Nearly always: a good answer of a gate that never failed.
        if (IsEmpty && GateSignals.Of(result) == GateSignal.Good)
        {
            return null;
        }

        lock (_sync)
        {
            var before = NoteOf(gate).Health;
            var after = GateSchedule.Decide(before, result, now, options.Gates);
            if (after == before)
            {
                return null;
            }

            Set(gate, after);
            if (after.Row == before.Row)
            {
                return null;
            }

            _unwritten.Add(gate);
            return after.Row;
        }
    }

    /// <summary>The gates whose hold has changed since this was last asked.</summary>
    public IReadOnlyList<GateRow> TakeUnwritten()
    {
        lock (_sync)
        {
            if (_unwritten.Count == 0)
            {
                return [];
            }

            IReadOnlyList<GateRow> rows = [.. _unwritten.Select(gate => NoteOf(gate).Health.Row)];
            _unwritten.Clear();
            return rows;
        }
    }

    /// <summary>What was committed at or before this is overdue at the gate at <paramref name="time"/>: the time of its pauses does not count.</summary>
    public DateTimeOffset OverdueUpTo(GateKey gate, DateTimeOffset time) =>
        (Find(gate)?.Pauses ?? GatePauses.None).CommittedUpTo(time, options.Horizon);

    /// <summary>When the next held gate is to be probed; null when there is none.</summary>
    public DateTimeOffset? NextProbe()
    {
        if (Held == 0)
        {
            return null;
        }

        lock (_sync)
        {
            var now = clock.GetUtcNow();
            return _notes.Values
                .Select(note => note.Health.Row)
                .Where(row => GateRules.Expires(row) && row.HeldUntil > now)
                .Min(row => (DateTimeOffset?)row.HeldUntil);
        }
    }

    private bool IsDue(GateNote note) => GateRules.Expires(note.Health.Row) && clock.GetUtcNow() >= note.Health.Row.HeldUntil;

    private GateNote NoteOf(GateKey gate) =>
        _notes.TryGetValue(gate, out var note) ? note : new GateNote { Health = new GateHealth(new GateRow { Key = gate }, 0) };

    private void Set(GateKey gate, GateHealth health)
    {
        var note = NoteOf(gate);
        _held += Count(health.Row) - Count(note.Health.Row);
        note.Health = health;
        if (health.Row is { Hold: GateHold.None, Pauses.All.Count: 0, Generation: 0 } && health.Failures == 0)
        {
            _notes.Remove(gate);
        }
        else
        {
            MakeRoom();
            _notes[gate] = note;
        }

        Volatile.Write(ref _known, _notes.Count);
    }

    private void MakeRoom()
    {
        if (_notes.Count < MostNotes)
        {
            return;
        }

        foreach (var (gate, note) in _notes)
        {
            if (note.Health.Row is { Hold: GateHold.None, Pauses.All.Count: 0, Generation: 0 } && !_unwritten.Contains(gate))
            {
                _notes.Remove(gate);
            }
        }
    }

    private static int Count(GateRow row) => row.Hold == GateHold.None ? 0 : 1;
}
