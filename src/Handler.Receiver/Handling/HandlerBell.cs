using System.Threading.Channels;

namespace Handler.Receiver.Handling;

/// <summary>Wakes the pump. It tells that there may be work, never what: that stands in the inbox.</summary>
internal sealed class HandlerBell
{
    // Capacity 1, a second ring is dropped: one that has not been heard yet says all that another could.
    private readonly Channel<bool> _rings =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Ring() => _rings.Writer.TryWrite(true);

    public async Task HeardAsync(CancellationToken cancel) => await _rings.Reader.ReadAsync(cancel);
}
