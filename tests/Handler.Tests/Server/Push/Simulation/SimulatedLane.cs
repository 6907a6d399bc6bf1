using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>What the simulation knows of a lane: what it is to read, and where it sends to.</summary>
internal sealed class SimulatedLane(LaneRow row, string address)
{
    private readonly List<(long Above, EventKinds Mask)> _masks = [(row.Cursor, row.Mask)];
    private readonly List<(long Above, long To)> _passedOver = [];

    public Guid Id => row.Lane;

    public string Task => row.Task.TaskId;

    /// <summary>The URL that its config has now; null when it is deleted.</summary>
    public string? Address { get; private set; } = address;

    /// <summary>The last sequence that it could read, once a revival has put another lane in its place.</summary>
    public long? LastTail { get; private set; }

    /// <summary>
    /// Up to here order and completeness are not judged: a change of mask found these delivered, and their results not yet written.
    /// </summary>
    public long LooseThrough { get; private set; }

    public long LastArrived { get; private set; }

    /// <summary>Its attempt that began last.</summary>
    public Attempt? Last { get; private set; }

    /// <summary>When its config was replaced last.</summary>
    public DateTimeOffset ReplacedAt { get; private set; }

    /// <summary>The gate that it passes now.</summary>
    public GateKey Gate { get; private set; } = row.Gate;

    /// <summary>Up to here it may read now.</summary>
    public long Tail { get; set; } = row.Tail;

    public long LastCursor { get; set; }

    /// <summary>A wider mask finds more waiting than a commit would have let wait.</summary>
    public bool IsMaskChanged => _masks.Count > 1;

    public void Begun(Attempt attempt)
    {
        Last = attempt;
        LastArrived = Math.Max(LastArrived, attempt.Sequence);
    }

    /// <summary>It was full, and goes on after a sequence: what it could not take is not for it any more.</summary>
    public void PassOver(long to) => _passedOver.Add((Tail, to));

    public void Replace(LaneRow now, string address, DateTimeOffset at)
    {
        (Address, Gate, Tail, ReplacedAt) = (address, now.Gate, now.Tail, at);
        if (now.Mask != _masks[^1].Mask)
        {
            _masks.Add((now.Cursor, now.Mask));
            LooseThrough = LastArrived;
        }
    }

    public void Delete() => Address = null;

    public void EndAt(long tail) => (Address, LastTail) = (null, tail);

    /// <summary>The sequences that it is to read, in order.</summary>
    public IEnumerable<long> Reads(IEnumerable<SimulatedEvent> log) =>
        log.Where(e => e.Sequence > row.Cursor && (e.Lane ?? Id) == Id && (e.Kinds & MaskAt(e.Sequence)) != EventKinds.None && !IsPassedOver(e.Sequence))
            .Select(e => e.Sequence);

    /// <summary>
    /// The body that its dialect has of an event. Where a mask has become wider, the task may not have been kept, and the status stands in.
    /// </summary>
    public IEnumerable<byte[]> ExpectedBodies(IEnumerable<SimulatedEvent> log, long sequence)
    {
        var update = log.First(e => e.Sequence == sequence).Update;
        yield return NotificationBody.Render(row.Format, update, update.Task);
        if (_masks.Count > 1 && !NotificationBody.IsOfEvent(row.Format))
        {
            yield return TaskBodies.NotKept(row.Format, A2AJson.Write(update)).ToArray();
        }
    }

    private bool IsPassedOver(long sequence) => _passedOver.Exists(range => range.Above < sequence && sequence <= range.To);

    private EventKinds MaskAt(long sequence) => _masks.Last(mask => mask.Above < sequence).Mask;
}
