using System.Text.Json.Serialization;
using Handler.Protocol.Json;

namespace Handler.Protocol;

/// <summary>Where the deliveries of a push config stand; lower case on the wire.</summary>
[JsonConverter(typeof(DeliveryStateConverter))]
public enum DeliveryState
{
    /// <summary><c>idle</c>: nothing waits.</summary>
    Idle = 0,

    /// <summary><c>due</c>: something is sent now, or as soon as there is room.</summary>
    Due = 1,

    /// <summary><c>waiting</c>: after a failure, until <see cref="DeliveryHealth.NextAttemptAt"/>.</summary>
    Waiting = 2,

    /// <summary><c>gone</c>: the webhook answered 410. Nothing is sent until the config is created again.</summary>
    Gone = 3,

    /// <summary><c>overflowed</c>: too much waits. New updates are passed over until it is sent; then the whole task is.</summary>
    Overflowed = 4,

    /// <summary><c>held</c>: the agent cannot read the config's secrets at present, and sends nothing without them.</summary>
    Held = 5,
}
