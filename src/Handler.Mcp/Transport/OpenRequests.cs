namespace Handler.Mcp.Transport;

/// <summary>The requests that have no answer yet.</summary>
internal sealed class OpenRequests
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _none = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isLast;

    public void Add(string id)
    {
        lock (_lock)
        {
            _ids.Add(id);
        }
    }

    /// <summary>It was answered, or gets no answer.</summary>
    public void Remove(string id)
    {
        lock (_lock)
        {
            _ids.Remove(id);
            TellIfNone();
        }
    }

    /// <summary>Ends when each has its answer; no more are to be added.</summary>
    public Task AllAnsweredAsync()
    {
        lock (_lock)
        {
            _isLast = true;
            TellIfNone();
        }

        return _none.Task;
    }

    private void TellIfNone()
    {
        if (_isLast && _ids.Count == 0)
        {
            _none.TrySetResult();
        }
    }
}
