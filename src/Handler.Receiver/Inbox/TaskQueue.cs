namespace Handler.Receiver.Inbox;

/// <summary>What waits to be handled of one task, in order of arrival. The head is tried first, and alone.</summary>
internal sealed class TaskQueue(string task)
{
    public string Task { get; } = task;

    public Queue<MemorySlot> Waiting { get; } = new();
}
