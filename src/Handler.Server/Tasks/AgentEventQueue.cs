using System.Diagnostics;
using System.Threading.Channels;

namespace Handler.Server.Tasks;

/// <summary>Hop 1: what an executor says, on its way to the log. Many may write, one reads.</summary>
internal sealed class AgentEventQueue
{
    /// <summary>How many entries wait at most.</summary>
    public const int Capacity = 128;

    // Full: the agent waits. A store that is slower than its agent slows the agent down, and memory stays bounded.
    private readonly Channel<QueuedEvent> _entries = Channel.CreateBounded<QueuedEvent>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Writes an entry; returns when there was room for it.</summary>
    /// <exception cref="InvalidOperationException">The run is over.</exception>
    /// <exception cref="OperationCanceledException">The run was lost, or <paramref name="cancel"/>.</exception>
    public async Task WriteAsync(QueuedEvent entry, CancellationToken cancel)
    {
        try
        {
            await _entries.Writer.WriteAsync(entry, cancel);
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException ?? new InvalidOperationException(
                "The run of this task is over: its executor has returned, and nothing can be added.");
        }
    }

    /// <summary>Writes an entry and waits until it is committed. <paramref name="cancel"/> ends the wait for room only.</summary>
    public async Task CommitAsync(QueuedEvent entry, CancellationToken cancel)
    {
        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await WriteAsync(entry with { Committed = committed, TraceParent = Activity.Current?.Id }, cancel);
        await committed.Task;
    }

    /// <summary>Waits for an entry; false when the queue is closed and empty.</summary>
    public async Task<bool> WaitAsync() => await _entries.Reader.WaitToReadAsync();

    /// <summary>Takes an entry that waits.</summary>
    public bool TryRead(out QueuedEvent entry) => _entries.Reader.TryRead(out entry!);

    /// <summary>Takes no more; later writers get <paramref name="error"/>, or the plain word that the run is over.</summary>
    public void Close(Exception? error = null) => _entries.Writer.TryComplete(error);
}
