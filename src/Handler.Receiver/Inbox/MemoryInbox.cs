using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Receiver.Inbox;

/// <summary>
/// Keeps pushes in memory: when the process ends they are forgotten, those that wait to be handled and the delivery ids among them. What
/// has been handled is evicted, oldest first, when <see cref="MemoryInboxOptions"/> says that it is full.
/// </summary>
public sealed partial class MemoryInbox : IInbox
{
    private const int ReadBatch = 64;

    private readonly Lock _lock = new();
    private readonly MemoryInboxOptions _options;
    private readonly DeliveryIdMemory _ids;
    private readonly LinkedList<MemorySlot> _kept = new();
    private readonly Dictionary<long, LinkedListNode<MemorySlot>> _byPosition = [];
    // By position: pushes are settled in any order, and the oldest is to go first.
    private readonly PriorityQueue<long, long> _settled = new();
    private readonly TaskQueues _waiting = new();
    private TaskCompletionSource _arrival = NewArrival();
    private long _last;
    private long _bytes;
    private long _waitingBytes;

    /// <summary>An empty inbox; it says in the log that it forgets.</summary>
    public MemoryInbox(IOptions<MemoryInboxOptions> options, TimeProvider clock, ILogger<MemoryInbox> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _ids = new DeliveryIdMemory(_options.MaxDeliveryIds);
        Clock = clock;
        LogForgets(logger, _options.MaxNotifications, _options.MaxBytes, _options.MaxDeliveryIds);
    }

    /// <inheritdoc/>
    public TimeProvider Clock { get; }

    /// <inheritdoc/>
    public Task<KeepResult> KeepAsync(ReceivedNotification notification, bool toHandle, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(notification);
        var bytes = MemorySlot.BytesOf(notification);
        lock (_lock)
        {
            // Before room is made: a repeat must cost no other push its place, and is acknowledged even when the inbox is full.
            if (notification.DeliveryId is { } id && _ids.Knows(id))
            {
                return Task.FromResult(new KeepResult(KeepOutcome.Repeated, notification));
            }

            if (!MakeRoom(bytes))
            {
                return Task.FromResult(new KeepResult(KeepOutcome.Full, notification));
            }

            var kept = notification with { Position = ++_last, HasGap = HasGap(notification) };
            Add(new MemorySlot(kept, toHandle ? HandlingStatus.Waiting : HandlingStatus.None, bytes));
            return Task.FromResult(new KeepResult(KeepOutcome.Kept, kept));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReceivedNotification> ReadAllAsync(
        string? taskId = null,
        long after = 0,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (true)
        {
            var (batch, reached, arrival) = Read(taskId, after);
            foreach (var notification in batch)
            {
                yield return notification;
            }

            after = reached;
            if (arrival is not null)
            {
                await arrival.WaitAsync(cancel);
            }

            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public Task<InboxPage> ListAsync(int limit = 100, long? after = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (_lock)
        {
            var entries = after is { } position ? FirstAfter(position, limit) : Newest(limit);
            var next = entries.Count > 0 ? entries[^1].Notification.Position : after > _last ? 0 : after ?? _last;
            return Task.FromResult(new InboxPage(entries, _kept.Count, next));
        }
    }

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken cancel = default)
    {
        lock (_lock)
        {
            while (EvictOldestSettled())
            {
                // Until none is left.
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<InboxWork> TakeAsync(int limit, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        lock (_lock)
        {
            InboxEntry[] entries = [.. _waiting.Take(Clock.GetUtcNow(), limit).Select(slot => slot.Entry)];
            return Task.FromResult(new InboxWork(entries, _waiting.NextDue));
        }
    }

    /// <inheritdoc/>
    public Task RecordAsync(long position, HandlingStatus handling, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(handling);
        lock (_lock)
        {
            var slot = _byPosition[position].Value;
            slot.Handling = handling;
            _waiting.Return(slot);
            if (handling.State != HandlingState.Waiting)
            {
                _settled.Enqueue(position, position);
                _waitingBytes -= slot.Bytes;
            }
        }

        return Task.CompletedTask;
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool HasGap(ReceivedNotification notification) =>
        notification.PreviousDeliveryId is { } previous && !_ids.Knows(previous);

    /// <summary>Evicts only when that suffices, so that a push which is turned away has cost no other its place.</summary>
    private bool MakeRoom(long bytes)
    {
        var waiting = _kept.Count - _settled.Count;
        // What waits is never evicted, it was acknowledged; alone, a push larger than the bound is taken all the same.
        if (waiting > 0 && (waiting >= _options.MaxNotifications || _waitingBytes + bytes > _options.MaxBytes))
        {
            return false;
        }

        while (_kept.Count >= _options.MaxNotifications || _bytes + bytes > _options.MaxBytes)
        {
            if (!EvictOldestSettled())
            {
                break;
            }
        }

        return true;
    }

    private bool EvictOldestSettled()
    {
        if (!_settled.TryDequeue(out var position, out _))
        {
            return false;
        }

        _byPosition.Remove(position, out var node);
        _kept.Remove(node!);
        _bytes -= node!.Value.Bytes;
        return true;
    }

    private void Add(MemorySlot slot)
    {
        _byPosition.Add(slot.Position, _kept.AddLast(slot));
        _bytes += slot.Bytes;
        if (slot.Notification.DeliveryId is { } id)
        {
            _ids.Add(id);
        }

        if (slot.Handling.State == HandlingState.Waiting)
        {
            _waiting.Add(slot);
            _waitingBytes += slot.Bytes;
        }
        else
        {
            _settled.Enqueue(slot.Position, slot.Position);
        }

        // One signal for all readers, replaced at once: each takes it under the lock with what it has seen, so none is missed.
        _arrival.SetResult();
        _arrival = NewArrival();
    }

    /// <summary>The next ones for a reader, how far it has looked, and what to wait for when it has seen all.</summary>
    private (List<ReceivedNotification> Batch, long Reached, Task? Arrival) Read(string? taskId, long after)
    {
        lock (_lock)
        {
            var batch = new List<ReceivedNotification>();
            var node = FirstNodeAfter(after);
            for (; node is not null && batch.Count < ReadBatch; node = node.Next)
            {
                // Also past those of other tasks, or they would be looked at again at each arrival.
                after = node.Value.Position;
                if (taskId is null || node.Value.Notification.TaskId == taskId)
                {
                    batch.Add(node.Value.Notification);
                }
            }

            return (batch, after, node is null ? _arrival.Task : null);
        }
    }

    private List<InboxEntry> FirstAfter(long position, int limit)
    {
        var entries = new List<InboxEntry>();
        for (var node = FirstNodeAfter(position); node is not null && entries.Count < limit; node = node.Next)
        {
            entries.Add(node.Value.Entry);
        }

        return entries;
    }

    private List<InboxEntry> Newest(int limit)
    {
        var entries = new List<InboxEntry>();
        for (var node = _kept.Last; node is not null && entries.Count < limit; node = node.Previous)
        {
            entries.Add(node.Value.Entry);
        }

        entries.Reverse();
        return entries;
    }

    private LinkedListNode<MemorySlot>? FirstNodeAfter(long position)
    {
        if (position >= _last)
        {
            return null;
        }

        // A reader that keeps up stands at a kept push; only one whose place was evicted has to search.
        if (_byPosition.TryGetValue(position, out var here))
        {
            return here.Next;
        }

        var node = _kept.First;
        while (node is not null && node.Value.Position <= position)
        {
            node = node.Next;
        }

        return node;
    }

    [LoggerMessage(210, LogLevel.Information,
        "Received pushes are kept in memory and forgotten when the process ends: the newest {MaxNotifications}, at most {MaxBytes} bytes; {MaxDeliveryIds} delivery ids are remembered")]
    private static partial void LogForgets(ILogger logger, int maxNotifications, long maxBytes, int maxDeliveryIds);
}
