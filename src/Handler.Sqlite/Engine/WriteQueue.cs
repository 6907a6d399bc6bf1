using System.Diagnostics.CodeAnalysis;

namespace Handler.Sqlite.Engine;

/// <summary>
/// What waits for the writer. A channel made to be awaited would wake the writer's thread by way of the pool, or run its callers'
/// continuations on it; a monitor wakes it directly and without spinning, which the cores of a small machine are too dear for.
/// </summary>
/// <param name="capacity">Bounded, and full means wait: callers feel the disk's pace instead of filling memory.</param>
internal sealed class WriteQueue(int capacity) : IDisposable
{
    private readonly Queue<WriteRequest> _waiting = new(capacity);
    private readonly SemaphoreSlim _room = new(capacity, capacity);
    private bool _closed;

    /// <summary>Adds a request, once there is room.</summary>
    /// <returns>False when the queue is closed.</returns>
    public async ValueTask<bool> AddAsync(WriteRequest request, CancellationToken cancel)
    {
        // Outside the lock: waiting for room must not hold up the writer that makes it.
        await _room.WaitAsync(cancel);
        lock (_waiting)
        {
            if (!_closed)
            {
                _waiting.Enqueue(request);
                Monitor.Pulse(_waiting);
                return true;
            }
        }

        // Given on, so that all who wait for room in a closed queue come to hear of it, one after the other.
        _room.Release();
        return false;
    }

    /// <summary>Waits until there is something to take.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Wait()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closed)
            {
                Monitor.Wait(_waiting);
            }

            return _waiting.Count > 0;
        }
    }

    /// <summary>Takes the oldest request.</summary>
    public bool TryTake([NotNullWhen(true)] out WriteRequest? request)
    {
        lock (_waiting)
        {
            if (!_waiting.TryDequeue(out request))
            {
                return false;
            }
        }

        _room.Release();
        return true;
    }

    /// <summary>
    /// Closes: takes no more, and what waits can still be taken. The semaphore has no handle to free, for nobody asks for one.
    /// </summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _closed = true;
            Monitor.PulseAll(_waiting);
        }
    }
}
