using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>An event to be appended to a task's log. Its sequence is given by the store, under the task's lock.</summary>
public sealed record NewEvent
{
    /// <summary>What it is. The store says it more exactly when it is committed: see <see cref="CommitRules.Mark"/>.</summary>
    public required EventKinds Kinds { get; init; }

    /// <summary>Who reads it.</summary>
    public EventTarget Target { get; init; } = EventTarget.All;

    /// <summary>The update itself, in the terms of 1.0.</summary>
    public required StreamResponse Update { get; init; }

    /// <summary>The update as compact UTF-8 JSON of 1.0: serialised once, kept and sent as these bytes.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The W3C trace context of the work that caused it, to link the attempts to; null when there was none.</summary>
    public string? TraceParent { get; init; }
}
