using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>Whose tasks and configs a call to <see cref="IPushNotifications"/> is about, and how its client speaks.</summary>
public sealed record PushScope
{
    /// <summary>
    /// The tenant and the caller, as the host has authenticated it. The same task id under another owner is another task; what one owner sends to
    /// one origin is held, limited and shared out apart from what others send there.
    /// </summary>
    public OwnerScope Owner { get; init; } = OwnerScope.Anonymous;

    /// <summary>The dialect of the client who sets a config, and so of its notifications.</summary>
    public WireFormat Format { get; init; } = WireFormat.V1;

    /// <summary>
    /// Whether the client named <see cref="PushDeliveryExtension"/>: then the event filter of a config is read, and configs are told with it and with
    /// their delivery health.
    /// </summary>
    public bool NamesPushDelivery { get; init; }
}
