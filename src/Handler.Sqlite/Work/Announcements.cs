using Handler.Server.Storage;

namespace Handler.Sqlite.Work;

/// <summary>
/// What a transaction has to tell: to the push engine, once it is durable, first the lanes that are no longer what they were, then what is
/// new; to the writer, how much it wrote beside what it was given.
/// </summary>
internal sealed class Announcements
{
    private List<(Guid Lane, long? Generation)>? _changes;
    private List<LaneAdvance>? _advances;
    private GateRow? _gate;
    private List<(OwnerScope Owner, long Change)>? _counted;

    /// <summary>How many bytes of bodies are kept beside the events: known only under the task's lock.</summary>
    public int KeptBytes { get; private set; }

    /// <summary>A body was kept.</summary>
    public void Kept(ReadOnlyMemory<byte> body) => KeptBytes += body.Length;

    /// <summary>A lane is at <paramref name="generation"/> now, or is no more (null).</summary>
    public void Changed(Guid lane, long? generation) => (_changes ??= []).Add((lane, generation));

    /// <summary>An operator has held or resumed a gate.</summary>
    public void Changed(GateRow gate) => _gate = gate;

    /// <summary>A lane has something new.</summary>
    public void Advanced(LaneAdvance advance) => (_advances ??= []).Add(advance);

    /// <summary>So much more (or less) waits for an owner.</summary>
    public void Counted(OwnerScope owner, long change)
    {
        if (change != 0)
        {
            (_counted ??= []).Add((owner, change));
        }
    }

    /// <summary>Counts what waits, and rings.</summary>
    public void Ring(Doorbell doorbell, OwnerBacklogs backlogs)
    {
        foreach (var (owner, change) in _counted ?? [])
        {
            backlogs.Add(owner, change);
        }

        // Changes first: news of a lane at its new generation must not meet a dispatcher that still sends under the old one.
        foreach (var (lane, generation) in _changes ?? [])
        {
            doorbell.LaneChanged(lane, generation);
        }

        if (_gate is { } gate)
        {
            doorbell.GateChanged(gate);
        }

        if (_advances is { } advances)
        {
            doorbell.Ring(advances);
        }
    }
}
