using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>Hop 2: what goes into one commit, and the task as it will stand after it.</summary>
internal sealed class TaskDraft(AgentTask before)
{
    /// <summary>No more events in one commit.</summary>
    public const int MostEvents = 64;

    /// <summary>No more bytes of events in one commit, but the last event may exceed it.</summary>
    public const long MostBytes = 256 * 1024;

    private readonly List<NewEvent> _events = [];
    private readonly List<TaskCompletionSource> _waiting = [];

    public AgentTask Before { get; } = before;

    public AgentTask After { get; private set; } = before;

    public IReadOnlyList<NewEvent> Events => _events;

    public long Bytes { get; private set; }

    /// <summary>How many bytes are part of the task: what is for one lane is not.</summary>
    public long TaskBytes { get; private set; }

    /// <summary>Where a turn begins in it; null when none does.</summary>
    public TurnStart? Start { get; private set; }

    /// <summary>The last status among the events, of the turn that begins here if one does.</summary>
    public TaskState? Status { get; private set; }

    /// <summary>The sequence of the first event, once the store has given it.</summary>
    public long FirstSequence { get; set; }

    /// <summary>The sequence of the last event that is part of the task; null when there is none.</summary>
    public long? LastOfTask => _events.FindLastIndex(added => added.Target.Lane is null) is >= 0 and var last ? FirstSequence + last : null;

    /// <summary>The agent's answer where it makes no task; nothing is committed then.</summary>
    public Message? Reply { get; set; }

    /// <summary>Why the agent makes no task; nothing is committed then.</summary>
    public A2AException? Refusal { get; set; }

    /// <summary>Whether the run ends with it.</summary>
    public bool EndsRun { get; set; }

    /// <summary>The turn that is over with it.</summary>
    public Turn? EndedTurn { get; set; }

    public bool HasRoom => _events.Count < MostEvents && Bytes < MostBytes && Reply is null && Refusal is null && !EndsRun && EndedTurn is null;

    public void Add(
        StreamResponse update, ReadOnlyMemory<byte> payload, EventKinds kinds, string? traceParent, EventTarget target = default)
    {
        Bytes += payload.Length;
        if (target.Lane is null)
        {
            After = TaskProjection.Apply(After, update);
            TaskBytes += payload.Length;
            Status = update.StatusUpdate?.Status.State ?? Status;
        }

        _events.Add(new NewEvent { Kinds = kinds, Target = target, Update = update, Payload = payload, TraceParent = traceParent });
    }

    /// <summary>A turn begins here: what is before is not its own.</summary>
    public void BeginTurn() => (Start, Status) = (new TurnStart(_events.Count, After), null);

    /// <summary>Remembers who waits for the commit.</summary>
    public void Await(TaskCompletionSource? committed)
    {
        if (committed is not null)
        {
            _waiting.Add(committed);
        }
    }

    /// <summary>Tells those who wait that it is committed.</summary>
    public void Complete() => _waiting.ForEach(committed => committed.TrySetResult());

    /// <summary>Tells those who wait that it never will be.</summary>
    public void Fail(Exception error) => _waiting.ForEach(committed => committed.TrySetException(error));
}
