using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>
/// The newest events of one task, for the streams that follow it. A stream keeps a cursor and nothing else, so a slow one costs no memory;
/// where its cursor has fallen out of the ring it reads the store. All see the same events in the same order: the log's.
/// </summary>
internal sealed class TaskFeed
{
    private const int MostEvents = 256;
    private const long MostBytes = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<FeedEvent> _ring = new();
    private TaskCompletionSource _rung = NewRing();

    // The ring holds every event above this sequence; nothing is known before the first one is published.
    private long _floor = long.MaxValue;
    private long _bytes;

    /// <summary>Ends at the next ring. Take it before looking for events, else one between is missed.</summary>
    public Task Rung
    {
        get
        {
            lock (_lock)
            {
                return _rung.Task;
            }
        }
    }

    /// <summary>Adds what a commit wrote, but what is for one lane only, and wakes the streams.</summary>
    public void Publish(long firstSequence, IReadOnlyList<NewEvent> events)
    {
        lock (_lock)
        {
            _floor = Math.Min(_floor, firstSequence - 1);
            for (var i = 0; i < events.Count; i++)
            {
                if (events[i].Target.Lane is null)
                {
                    Add(new FeedEvent(firstSequence + i, events[i].Kinds, events[i].Update, events[i].Payload.Length));
                }
            }
        }

        Ring();
    }

    /// <summary>Forgets the events: what was committed may be more than what was published. Streams go on from the store.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _ring.Clear();
            (_floor, _bytes) = (long.MaxValue, 0);
        }
    }

    /// <summary>Wakes the streams.</summary>
    public void Ring()
    {
        TaskCompletionSource rung;
        lock (_lock)
        {
            rung = _rung;
            _rung = NewRing();
        }

        rung.TrySetResult();
    }

    /// <summary>The events above <paramref name="after"/>; null when the ring does not reach back so far.</summary>
    public IReadOnlyList<FeedEvent>? ReadAfter(long after)
    {
        lock (_lock)
        {
            return after < _floor ? null : [.. _ring.Where(entry => entry.Sequence > after)];
        }
    }

    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(FeedEvent entry)
    {
        _ring.Enqueue(entry);
        _bytes += entry.Bytes;
        while (_ring.Count > MostEvents || (_bytes > MostBytes && _ring.Count > 1))
        {
            var oldest = _ring.Dequeue();
            _bytes -= oldest.Bytes;
            _floor = oldest.Sequence;
        }
    }
}
