using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Model;

/// <summary>A lane, naively: what waits is a list of sequences, not a count between two marks.</summary>
public sealed class ModelLane
{
    public required Guid Id { get; init; }

    public required NewPushConfig Config { get; set; }

    public required long Cursor { get; set; }

    public required long Tail { get; set; }

    public required LaneProgress Progress { get; set; }

    public List<long> Waiting { get; private set; } = [];

    public long Generation { get; private set; } = 1;

    public long? Passed { get; private set; }

    public LaneState State { get; private set; }

    public long PassedOver { get; private set; }

    public List<(long From, long To, int Count, DeadReason Reason)> Dead { get; } = [];

    public bool KeepsBodies => Config.Format == WireFormat.V03;

    public bool TakesEvents => State is not (LaneState.Overflowed or LaneState.Gone);

    public bool Reads(ModelEvent e) =>
        !e.Target.IsNone
        && (e.Target.Lane is null || e.Target.Lane == Id)
        && (e.Kinds & (Config.Mask | EventKinds.Snapshot)) != EventKinds.None;

    public bool IsDrained => State == LaneState.Overflowed && Waiting.Count == 0;

    /// <summary>One event after the other: it is taken while there is room, and where one made by hand is yet to come.</summary>
    public void Commit(IEnumerable<ModelEvent> added, int room, DateTimeOffset now)
    {
        var left = new Queue<ModelEvent>(added.Where(Reads));
        var read = new List<long>();
        while (TakesEvents && left.TryPeek(out var next) && (read.Count < Math.Max(room, Waiting.Count == 0 ? 1 : 0) || left.Any(e => e.Target.Lane is not null)))
        {
            read.Add(next.Sequence);
            left.Dequeue();
        }

        PassedOver += State == LaneState.Gone ? 0 : left.Count;
        State = TakesEvents && left.Count > 0 ? LaneState.Overflowed : State;
        if (read.Count == 0)
        {
            return;
        }

        if (Waiting.Count == 0 && Progress.Due < now)
        {
            Progress = Progress with { Due = now };
        }

        Waiting.AddRange(read);
        Tail = read[^1];
    }

    public void Resume(long end)
    {
        (State, Cursor, Tail) = (LaneState.Active, end, end);
        Progress = Progress with { Tries = 0, Refusals = 0 };
    }

    public void Replace(NewPushConfig config, IReadOnlyList<ModelEvent> log, DateTimeOffset now)
    {
        var head = Waiting.FirstOrDefault();
        if (config.Mask != Config.Mask && State != LaneState.Overflowed)
        {
            Tail = log.Count;
        }

        Config = config;
        Waiting = [.. log.Where(e => e.Sequence > Cursor && e.Sequence <= Tail && Reads(e)).Select(e => e.Sequence)];
        var isSameHead = head == Waiting.FirstOrDefault();
        Progress = new LaneProgress(now, isSameHead ? Progress.Tries : 0, 0, 0);
        Generation++;
    }

    public void Record(LaneResult result, IReadOnlyList<ModelEvent> log)
    {
        var moved = Settle(sequence => sequence <= result.DeliveredThrough) is not null;
        if (Math.Min(result.DeliveredThrough ?? 0, Tail) is var through && through > Cursor)
        {
            (Cursor, Passed) = (through, through);
        }

        if (result.Generation != Generation)
        {
            Progress = moved ? Progress with { Tries = 0, Refusals = 0 } : Progress;
            return;
        }

        if (result.Death is { } death)
        {
            Die(sequence => sequence <= death.To || log[(int)sequence - 1].At <= death.AndCommittedUpTo, death.Reason);
        }

        Progress = result.Progress;
        State = State switch
        {
            LaneState.Gone => LaneState.Gone,
            LaneState.Overflowed => result.State == LaneState.Gone ? LaneState.Gone : LaneState.Overflowed,
            _ => result.State ?? State,
        };
        if (State == LaneState.Gone)
        {
            Die(_ => true, DeadReason.Gone);
        }
    }

    public void Die(Func<long, bool> dies, DeadReason reason)
    {
        if (Settle(dies) is { } dead)
        {
            Dead.Add((dead[0], dead[^1], dead.Count, reason));
        }
    }

    private List<long>? Settle(Func<long, bool> isSettled)
    {
        var settled = Waiting.TakeWhile(isSettled).ToList();
        if (settled.Count == 0)
        {
            return null;
        }

        Waiting.RemoveRange(0, settled.Count);
        Cursor = settled[^1];
        Passed = settled[^1];
        return settled;
    }
}
