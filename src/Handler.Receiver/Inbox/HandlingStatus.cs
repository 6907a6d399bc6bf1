namespace Handler.Receiver.Inbox;

/// <summary>The handling of a kept push.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">How often the handler was called and ended, well or not.</param>
/// <param name="Due">When it is tried again, at the earliest; of meaning only where it waits.</param>
/// <param name="Error">What the handler threw last: its type and message, cut to 256 characters. For operators.</param>
public sealed record HandlingStatus(HandlingState State, int Attempts = 0, DateTimeOffset Due = default, string? Error = null)
{
    /// <summary>No handler sees it.</summary>
    public static HandlingStatus None { get; } = new(HandlingState.None);

    /// <summary>It waits for its first try.</summary>
    public static HandlingStatus Waiting { get; } = new(HandlingState.Waiting);
}
