using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>A push config as stored, with the state of its lane.</summary>
public sealed record StoredPushConfig
{
    /// <summary>The task it belongs to.</summary>
    public required TaskKey Task { get; init; }

    /// <summary>Its id, unique within the task.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Where it sends to, sealed.</summary>
    public required SealedEndpoint Endpoint { get; init; }

    /// <summary>When it was created; a replacement keeps it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its reader on the task's log.</summary>
    public required LaneRow Lane { get; init; }

    /// <summary>The dialect of its notifications.</summary>
    public WireFormat Format => Lane.Format;
}
