namespace Handler.Server.Tasks;

/// <summary>Lets one caller at a time through for each key, in the order in which they came. Nothing is kept of keys that nobody uses.</summary>
internal sealed class Turnstile<TKey>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Task> _last = [];

    /// <summary>How many keys are in use.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _last.Count;
            }
        }
    }

    /// <summary>Waits for those who came before; who came is through until the result is disposed.</summary>
    public async Task<IDisposable> EnterAsync(TKey key)
    {
        // Never given up halfway: those who come later wait for this one's end.
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (_lock)
        {
            before = _last.GetValueOrDefault(key);
            _last[key] = left.Task;
        }

        if (before is not null)
        {
            await before;
        }

        return new Passage(this, key, left);
    }

    private void Leave(TKey key, TaskCompletionSource left)
    {
        lock (_lock)
        {
            if (_last[key] == left.Task)
            {
                _last.Remove(key);
            }
        }

        left.SetResult();
    }

    private sealed class Passage(Turnstile<TKey> turnstile, TKey key, TaskCompletionSource left) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                turnstile.Leave(key, left);
            }
        }
    }
}
