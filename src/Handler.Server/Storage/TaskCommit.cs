using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>One transaction of a run: events, the task's row, the tails of the lanes that read them. Hop 3: after it nothing is lost.</summary>
public sealed record TaskCommit
{
    /// <summary>The task.</summary>
    public required TaskKey Key { get; init; }

    /// <summary>The run that writes. Refused as <see cref="CommitOutcome.RunLost"/> when the task is no longer run by it.</summary>
    public required RunToken Run { get; init; }

    /// <summary>The events in order; may be empty when only the run ends.</summary>
    public required IReadOnlyList<NewEvent> Events { get; init; }

    /// <summary>The task before the events: what bodies that need the whole task are folded from.</summary>
    public required AgentTask Before { get; init; }

    /// <summary>The task after the events.</summary>
    public required AgentTask After { get; init; }

    /// <summary><see cref="After"/> as UTF-8 JSON when a checkpoint is due (see <see cref="CheckpointRule"/>), else null.</summary>
    public ReadOnlyMemory<byte>? Checkpoint { get; init; }

    /// <summary>Whether the run ends with this commit.</summary>
    public bool EndsRun { get; init; }

    /// <summary>Bodies of dialects that send more than the event.</summary>
    public NotificationBodyRenderer? Bodies { get; init; }
}
