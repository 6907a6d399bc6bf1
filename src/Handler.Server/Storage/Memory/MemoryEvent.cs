using Handler.Protocol;

namespace Handler.Server.Storage.Memory;

/// <summary>An event in a task's log, with who reads it and the bodies that are kept beside it.</summary>
internal sealed class MemoryEvent(long sequence, NewEvent added, DateTimeOffset committedAt)
{
    private Dictionary<WireFormat, ReadOnlyMemory<byte>>? _bodies;

    public long Sequence => sequence;

    public EventKinds Kinds { get; } = added.Kinds;

    public EventTarget Target { get; } = added.Target;

    public DateTimeOffset CommittedAt => committedAt;

    private ReadOnlyMemory<byte> Payload { get; } = added.Payload;

    private string? TraceParent { get; } = added.TraceParent;

    public void Keep(WireFormat format, ReadOnlyMemory<byte> body) => (_bodies ??= [])[format] = body;

    public void Forget(WireFormat format) => _bodies?.Remove(format);

    /// <summary>What a body in a format is made of: the payload, the kept one, or what stands in for it.</summary>
    public ReadOnlyMemory<byte> BodyIn(WireFormat format) => KnownBodyIn(format) ?? TaskBodies.NotKept(format, Payload.Span);

    public StoredEvent ToStored() => new() { Sequence = sequence, Kinds = Kinds, CommittedAt = committedAt, Payload = Payload };

    public LaneDelivery ToDelivery() => new() { Sequence = sequence, CommittedAt = committedAt, TraceParent = TraceParent };

    /// <summary>With the body, when it need not be made first.</summary>
    public LaneDelivery ToDelivery(WireFormat format) => ToDelivery() with { Body = KnownBodyIn(format) };

    /// <summary>As it is read ahead: a large body is left to be read when it is sent.</summary>
    public LaneDelivery ToDeliveryAhead(WireFormat format) =>
        NotificationBody.IsOfEvent(format) && Payload.Length <= LaneWork.MaxBodyAhead ? ToDelivery(format) : ToDelivery();

    private ReadOnlyMemory<byte>? KnownBodyIn(WireFormat format)
    {
        if (NotificationBody.IsOfEvent(format))
        {
            return Payload;
        }

        // The cast is needed: without it the null would become empty bytes.
        return _bodies is not null && _bodies.TryGetValue(format, out var body) ? body : (ReadOnlyMemory<byte>?)null;
    }
}
