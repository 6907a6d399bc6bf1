using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// A lane that the dispatcher works on: the row as it was read, and how far the lane has come in memory, ahead of its durable cursor. All of
/// it is guarded by the lock of <see cref="LanesInHand"/>, but for what says otherwise.
/// </summary>
internal sealed class InHandLane(LaneRow row, MemoryBudget memory)
{
    private const int LargestBody = 16 * 1024;

    private readonly Queue<LaneDelivery> _known = new(LaneWork.MaxAhead);
    private volatile AttemptDeadline? _deadline;
    private bool _holdsMemory;

    public Guid Id => row.Lane;

    public LaneRow Row => row;

    public GateKey Gate => row.Gate;

    /// <summary>What is to be done in its place in flight; null for a lane of the store.</summary>
    public LaneErrand? Errand { get; init; }

    /// <summary>An attempt starts only under this lock and while the lane is not closed: what the promise about deleting stands on.</summary>
    public Lock Sync { get; } = new();

    /// <summary>Its config was replaced or deleted: no attempt starts any more. Guarded by <see cref="Sync"/>.</summary>
    public bool IsClosed { get; set; }

    public LanePhase Phase { get; set; }

    /// <summary>The gate's queue, while the lane is in hand.</summary>
    public GateQueue? Queue { get; set; }

    /// <summary>Its place among the attempts in flight.</summary>
    public LinkedListNode<InHandLane> Flight => field ??= new LinkedListNode<InHandLane>(this);

    /// <summary>When the attempt under way began, as a timestamp of the clock.</summary>
    public long AttemptBegan { get; set; }

    /// <summary>The attempt under way has lasted so long that it holds no place of the node any more.</summary>
    public bool IsSlow { get; set; }

    /// <summary>Whether the request under way holds memory that others may wait for. Written by the one driver that has the lane.</summary>
    public bool HoldsMemory
    {
        get => Volatile.Read(ref _holdsMemory);
        set => Volatile.Write(ref _holdsMemory, value);
    }

    /// <summary>The deadline of the request under way; null between requests. Written by the one driver that has the lane.</summary>
    public AttemptDeadline? Deadline
    {
        get => _deadline;
        set => _deadline = value;
    }

    public LaneProgress Progress { get; set; } = row.Progress;

    /// <summary>The state the store knows; a lane whose secret was unreadable becomes active again with its next result.</summary>
    public LaneState State { get; set; } = row.State;

    public long Cursor { get; private set; } = row.Cursor;

    public long? Passed { get; private set; } = row.Passed;

    /// <summary>The last sequence the lane may read, as far as is known.</summary>
    public long Tail { get; private set; } = row.Tail;

    /// <summary>Up to here what the lane reads is known or settled; what lies between here and the tail must be read from the store.</summary>
    public long KnownThrough { get; private set; } = row.Cursor;

    /// <summary>Results that it has brought since it was taken in hand.</summary>
    public int Served { get; private set; }

    /// <summary>Results handed to the writer that are not durable yet.</summary>
    public int Unflushed { get; set; }

    /// <summary>It goes on only when its results are durable: after a death.</summary>
    public bool AwaitsFlush { get; set; }

    /// <summary>It is let go as soon as its results are durable: it waits for a retry, is gone, or was closed. The store knows when it is due.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Aborts the attempt under way when the lane has been closed. Set off outside of all locks.</summary>
    public CancellationTokenSource Abort { get; } = new();

    /// <summary>Where it sends to, read and opened once while it is in hand. Used by the one driver that has the lane.</summary>
    public PushEndpoint? Endpoint { get; set; }

    public LaneDelivery? Head => _known.TryPeek(out var head) ? head : null;

    /// <summary>Whether an attempt may be started for it as far as the lane itself is concerned.</summary>
    public bool IsStartable =>
        !IsLeaving && !AwaitsFlush && Unflushed < LaneWork.MaxAhead && HasMore;

    /// <summary>Whether there is something that it may have to send.</summary>
    public bool HasMore => _known.Count > 0 || Tail > KnownThrough;

    /// <summary>Takes note of what the store says comes next, in order; what is known or settled already is passed over.</summary>
    /// <param name="next">Deliveries that follow one another without a gap from <see cref="KnownThrough"/> on.</param>
    /// <param name="tail">The lane's tail.</param>
    /// <param name="isAll">Whether nothing lies between the last of them and the tail.</param>
    public void Learn(IReadOnlyList<LaneDelivery> next, long tail, bool isAll)
    {
        foreach (var delivery in next)
        {
            if (delivery.Sequence > KnownThrough)
            {
                _known.Enqueue(Keeping(delivery));
                KnownThrough = delivery.Sequence;
            }
        }

        Tail = Math.Max(Tail, tail);
        if (isAll)
        {
            KnownThrough = Math.Max(KnownThrough, tail);
        }
    }

    /// <summary>Takes note that a commit added deliveries. After a gap, or without room, they are left to be read ahead.</summary>
    public void Append(LaneAdvance advance)
    {
        if (KnownThrough < advance.TailBefore || _known.Count + advance.Added.Count > LaneWork.MaxAhead)
        {
            Tail = Math.Max(Tail, advance.Row.Tail);
            return;
        }

        // A replaced config adds nothing and may move the tail all the same: what lies there is to be read.
        Learn(advance.Added, advance.Row.Tail, isAll: false);
    }

    /// <summary>It is let go, with what it knows.</summary>
    public void Forget()
    {
        while (_known.Count > 0)
        {
            DropHead();
        }
    }

    /// <summary>Takes over what an attempt has changed.</summary>
    public void Apply(Settlement settlement)
    {
        Progress = settlement.Progress ?? Progress;
        Unflushed += settlement.IsRecorded ? 1 : 0;
        Served += settlement.IsRecorded ? 1 : 0;
        AwaitsFlush = settlement.AwaitsFlush && Unflushed > 0;
        IsLeaving |= settlement.Leaves;
        if (settlement.Through is { } through)
        {
            Settle(through);
        }
    }

    // What is in hand is bounded by bytes: a large body is kept only where it is sent next, a very large one nowhere. It is read when it is sent.
    private LaneDelivery Keeping(LaneDelivery delivery) =>
        delivery.Body is not { } body || (body.Length <= (_known.Count == 0 ? LargestBody : LaneWork.MaxBodyAhead) && memory.TryKeep(body.Length))
            ? delivery
            : delivery with { Body = null };

    private void DropHead() => memory.Drop(_known.Dequeue().Body?.Length ?? 0);

    private void Settle(long through)
    {
        while (_known.TryPeek(out var head) && head.Sequence <= through)
        {
            DropHead();
        }

        Cursor = Math.Max(Cursor, through);
        Passed = Cursor;
        KnownThrough = Math.Max(KnownThrough, Cursor);
    }
}
