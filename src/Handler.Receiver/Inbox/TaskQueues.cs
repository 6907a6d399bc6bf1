using System.Runtime.InteropServices;

namespace Handler.Receiver.Inbox;

/// <summary>
/// The waiting pushes by task. A task's queue stands in the order of due times while none of it is taken, and nowhere else.
/// Not safe for threads: its inbox's lock guards it.
/// </summary>
internal sealed class TaskQueues
{
    private readonly Dictionary<string, TaskQueue> _queues = new(StringComparer.Ordinal);
    private readonly PriorityQueue<TaskQueue, (DateTimeOffset Due, long Position)> _ready = new();

    public DateTimeOffset? NextDue => _ready.TryPeek(out _, out var order) ? order.Due : null;

    public void Add(MemorySlot slot)
    {
        ref var queue = ref CollectionsMarshal.GetValueRefOrAddDefault(_queues, TaskOf(slot), out var exists);
        queue ??= new TaskQueue(TaskOf(slot));
        queue.Waiting.Enqueue(slot);
        if (!exists)
        {
            Ready(queue);
        }
    }

    public IEnumerable<MemorySlot> Take(DateTimeOffset now, int limit)
    {
        while (limit-- > 0 && NextDue <= now)
        {
            // The push stays at the head of its queue until it is settled: that keeps the next of its task waiting.
            yield return _ready.Dequeue().Waiting.Peek();
        }
    }

    /// <summary>A taken slot has been tried; it has its new handling already.</summary>
    public void Return(MemorySlot slot)
    {
        var queue = _queues[TaskOf(slot)];
        if (slot.Handling.State != HandlingState.Waiting)
        {
            queue.Waiting.Dequeue();
        }

        if (queue.Waiting.Count == 0)
        {
            _queues.Remove(queue.Task);
        }
        else
        {
            Ready(queue);
        }
    }

    private void Ready(TaskQueue queue)
    {
        var head = queue.Waiting.Peek();
        _ready.Enqueue(queue, (head.Handling.Due, head.Position));
    }

    // Pushes without a task share one queue: of what is not known to be apart, order is kept.
    private static string TaskOf(MemorySlot slot) => slot.Notification.TaskId ?? "";
}
