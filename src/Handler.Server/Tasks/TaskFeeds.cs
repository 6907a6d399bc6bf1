using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>The feeds of the tasks that run or are followed in this process.</summary>
internal sealed class TaskFeeds
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TaskKey, (TaskFeed Feed, int Users)> _feeds = [];

    /// <summary>Whether the process stops: streams end once they have sent what there is.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _feeds.Count;
            }
        }
    }

    /// <summary>The one feed of a task, until the lease is disposed.</summary>
    public FeedLease Lease(TaskKey key)
    {
        lock (_lock)
        {
            var (feed, users) = _feeds.GetValueOrDefault(key, (new TaskFeed(), 0));
            _feeds[key] = (feed, users + 1);
            return new FeedLease(feed, () => Release(key));
        }
    }

    /// <summary>Ends all streams, so that a server that waits for its requests can stop.</summary>
    public void Stop()
    {
        List<TaskFeed> feeds;
        lock (_lock)
        {
            IsStopping = true;
            feeds = [.. _feeds.Values.Select(entry => entry.Feed)];
        }

        feeds.ForEach(feed => feed.Ring());
    }

    private void Release(TaskKey key)
    {
        lock (_lock)
        {
            var (feed, users) = _feeds[key];
            if (users == 1)
            {
                _feeds.Remove(key);
                return;
            }

            _feeds[key] = (feed, users - 1);
        }
    }
}
