using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>An entry of <see cref="AgentEventQueue"/>.</summary>
internal sealed record QueuedEvent(QueuedKind Kind)
{
    /// <summary>The event, of <see cref="QueuedKind.Update"/> and <see cref="QueuedKind.Deliver"/>.</summary>
    public StreamResponse? Update { get; init; }

    /// <summary><see cref="Update"/> as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>What it is, of <see cref="QueuedKind.Deliver"/>.</summary>
    public EventKinds Kinds { get; init; }

    /// <summary>For whom it is, of <see cref="QueuedKind.Deliver"/>.</summary>
    public Guid Lane { get; init; }

    /// <summary>The artifact, of <see cref="QueuedKind.Append"/>.</summary>
    public string? ArtifactId { get; init; }

    /// <summary>The text, of <see cref="QueuedKind.Append"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The message, of <see cref="QueuedKind.Reply"/>.</summary>
    public Message? Reply { get; init; }

    /// <summary>The error, of <see cref="QueuedKind.Refuse"/>.</summary>
    public A2AException? Refusal { get; init; }

    /// <summary>The turn that begins or is over.</summary>
    public Turn? Turn { get; init; }

    /// <summary>The trace context of the code that wrote it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>
    /// Ends when the entry is committed; null when nobody waits for it. Only ever awaited directly: see <see cref="Followed"/>.
    /// </summary>
    public TaskCompletionSource? Committed { get; init; }
}
