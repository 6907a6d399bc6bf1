using Handler.Server.Storage;

namespace Handler.Server.Requests;

/// <summary>The logs that were written last, a bounded number: what is forgotten is read from the store again.</summary>
internal sealed class RecentLogs(int most = 1024)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TaskKey, LinkedListNode<(TaskKey Key, OpenLog Log)>> _logs = [];

    // The one that was written longest ago is first.
    private readonly LinkedList<(TaskKey Key, OpenLog Log)> _order = [];

    /// <summary>Takes a log out; null when it is not there.</summary>
    public OpenLog? Take(TaskKey key)
    {
        lock (_lock)
        {
            if (!_logs.Remove(key, out var node))
            {
                return null;
            }

            _order.Remove(node);
            return node.Value.Log;
        }
    }

    /// <summary>Puts one in, as the one that was written last.</summary>
    public void Put(TaskKey key, OpenLog log)
    {
        lock (_lock)
        {
            Take(key);
            _logs.Add(key, _order.AddLast((key, log)));
            if (_logs.Count > most && _order.First is { } oldest)
            {
                _order.RemoveFirst();
                _logs.Remove(oldest.Value.Key);
            }
        }
    }
}
