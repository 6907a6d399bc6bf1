namespace Handler.Receiver.Inbox;

/// <summary>The newest delivery ids, so many. Not safe for threads: its inbox's lock guards it.</summary>
internal sealed class DeliveryIdMemory(int capacity)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public bool Knows(string id) => _known.Contains(id);

    public void Add(string id)
    {
        // An id twice in the queue would be forgotten when the first of the two leaves.
        if (!_known.Add(id))
        {
            return;
        }

        _order.Enqueue(id);
        if (_order.Count > capacity)
        {
            _known.Remove(_order.Dequeue());
        }
    }
}
