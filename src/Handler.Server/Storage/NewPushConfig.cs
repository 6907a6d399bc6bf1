using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>A push config to be stored.</summary>
public sealed record NewPushConfig
{
    /// <summary>Its id, unique within the task.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Where it sends to, sealed.</summary>
    public required SealedEndpoint Endpoint { get; init; }

    /// <summary>The dialect it was registered with, and so of its notifications.</summary>
    public WireFormat Format { get; init; } = WireFormat.V1;

    /// <summary>The kinds of events that it wants.</summary>
    public EventKinds Mask { get; init; } = EventKinds.All;

    /// <summary>How many deliveries may wait on its lane; null: as many as <see cref="BacklogLimits.MaxWaitingPerLane"/> says.</summary>
    public int? CollapseAbove { get; init; }
}
