using Handler.Server.Storage;

namespace Handler.Server.Requests;

/// <summary>The logs that were written last, as many as there is room for: what is forgotten is read from the store again.</summary>
/// <param name="most">At most so many.</param>
/// <param name="mostBytes">And at most so many bytes of tasks, as JSON counts them; the one that was written last is kept whatever its size.</param>
internal sealed class RecentLogs(int most = 1024, long mostBytes = 64 * 1024 * 1024)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TaskKey, LinkedListNode<(TaskKey Key, OpenLog Log)>> _logs = [];

    // The one that was written longest ago is first.
    private readonly LinkedList<(TaskKey Key, OpenLog Log)> _order = [];
    private long _bytes;

    /// <summary>Takes a log out; null when it is not there.</summary>
    public OpenLog? Take(TaskKey key)
    {
        lock (_lock)
        {
            return _logs.TryGetValue(key, out var node) ? Remove(node) : null;
        }
    }

    /// <summary>Puts one in, as the one that was written last.</summary>
    public void Put(TaskKey key, OpenLog log)
    {
        lock (_lock)
        {
            Take(key);
            _logs.Add(key, _order.AddLast((key, log)));
            _bytes += log.Bytes;
            while ((_logs.Count > most || _bytes > mostBytes) && _logs.Count > 1)
            {
                Remove(_order.First!);
            }
        }
    }

    private OpenLog Remove(LinkedListNode<(TaskKey Key, OpenLog Log)> node)
    {
        var (key, log) = node.Value;
        _order.Remove(node);
        _logs.Remove(key);
        _bytes -= log.Bytes;
        return log;
    }
}
