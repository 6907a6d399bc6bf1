using Handler.Receiver.Inbox;

namespace Handler.Receiver;

/// <summary>What a receiver can be told. Read once, when the host starts.</summary>
public sealed class PushReceiverOptions
{
    /// <summary>Which pushes are accepted.</summary>
    public AcceptOptions Accept { get; } = new();

    /// <summary>Who may list and clear the inbox.</summary>
    public InboxAccessOptions InboxAccess { get; } = new();

    /// <summary>How the handler is run.</summary>
    public HandlingOptions Handling { get; } = new();

    /// <summary>The bounds of the inbox, while it is the one in memory.</summary>
    public MemoryInboxOptions Memory { get; } = new();

    /// <summary>The largest body that is accepted, in bytes; 4 MB by default (some agents send the whole task each time).</summary>
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>What a sender is told to wait, when the inbox cannot take its push (503); 5 s by default, whole seconds are sent.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);
}
