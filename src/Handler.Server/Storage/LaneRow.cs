using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>A lane: one config's reader on its task's log. One narrow row, the unit of order.</summary>
public sealed record LaneRow
{
    /// <summary>A UUIDv7: no two agents, tasks or configs ever share one.</summary>
    public required Guid Lane { get; init; }

    /// <summary>The task whose log it reads.</summary>
    public required TaskKey Task { get; init; }

    /// <summary>The config whose reader it is.</summary>
    public required string ConfigId { get; init; }

    /// <summary>The gate that its deliveries pass.</summary>
    public required GateKey Gate { get; init; }

    /// <summary>
    /// Raised by each replacement of the config, and when what is overdue is given up under a held gate; a result of an earlier one moves the
    /// cursor and nothing else.
    /// </summary>
    public required long Generation { get; init; }

    /// <summary>The dialect of its bodies; fixed with the lane.</summary>
    public WireFormat Format { get; init; }

    /// <summary>The kinds of events that it reads; <see cref="EventKinds.Snapshot"/> is always among them.</summary>
    public required EventKinds Mask { get; init; }

    /// <summary>All up to here is settled: delivered, dead, or not for this lane. Never goes back.</summary>
    public required long Cursor { get; init; }

    /// <summary>The last sequence that it may read.</summary>
    public required long Tail { get; init; }

    /// <summary>The last sequence delivered or dead; null when there is none yet. Sent as <c>X-A2A-Event-Previous</c>.</summary>
    public long? Passed { get; init; }

    /// <summary>How many deliveries wait: events above the cursor, not above the tail, that it reads. Exact.</summary>
    public required int Waiting { get; init; }

    /// <summary>How many may wait, as its config asks: less than the store allows. Null: it asks for nothing.</summary>
    public int? CollapseAbove { get; init; }

    /// <summary>How many events were passed over because the backlog was full.</summary>
    public long PassedOver { get; init; }

    /// <summary>Its state.</summary>
    public LaneState State { get; init; }

    /// <summary>Why it is in that state, for people; null when active.</summary>
    public string? StateReason { get; init; }

    /// <summary>Where its retries stand.</summary>
    public required LaneProgress Progress { get; init; }

    /// <summary>The shard that owns it, 0 to 63; 0 in an embedded store.</summary>
    public int Shard { get; init; }

    /// <summary>Whether commits move its tail: it is neither gone nor full.</summary>
    public bool TakesEvents => State is LaneState.Active or LaneState.SecretUnreadable;

    /// <summary>Whether it reads an event of these kinds for this target.</summary>
    public bool Reads(EventTarget target, EventKinds kinds) => target.Includes(Lane) && (kinds & Mask) != EventKinds.None;
}
