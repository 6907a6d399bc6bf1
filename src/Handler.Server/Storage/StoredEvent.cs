namespace Handler.Server.Storage;

/// <summary>An event of a task's log.</summary>
public sealed record StoredEvent
{
    /// <summary>Its place in the log: 1, 2, …; the order in which events were committed.</summary>
    public required long Sequence { get; init; }

    /// <summary>What it is.</summary>
    public required EventKinds Kinds { get; init; }

    /// <summary>When it was committed.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>The StreamResponse of 1.0 as compact UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
