namespace Handler.Server.Tasks;

/// <summary>The use of a feed; the last one to end it lets the feed go.</summary>
internal sealed class FeedLease(TaskFeed feed, Action release) : IDisposable
{
    private Action? _release = release;

    public TaskFeed Feed { get; } = feed;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
