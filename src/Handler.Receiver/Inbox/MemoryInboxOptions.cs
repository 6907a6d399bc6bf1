namespace Handler.Receiver.Inbox;

/// <summary>The bounds of <see cref="MemoryInbox"/>.</summary>
public sealed class MemoryInboxOptions
{
    /// <summary>How many pushes are kept, the newest ones; 10,000 by default.</summary>
    public int MaxNotifications { get; set; } = 10_000;

    /// <summary>How many bytes they may take, bodies counted as often as memory holds them; 64 MB by default. A single push is kept whatever its size.</summary>
    public long MaxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many delivery ids are remembered, the newest ones; 100,000 by default. A repeat of an older one is taken for new.</summary>
    public int MaxDeliveryIds { get; set; } = 100_000;
}
