using System.Diagnostics;
using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Server.Requests;

/// <summary>Updates that a host appends, as the events of one commit. Pure, but for the present time and trace.</summary>
internal sealed class AppendDraft
{
    /// <summary>The most updates of one transaction, which others wait for.</summary>
    public const int MostUpdates = 1024;

    private readonly List<NewEvent> _events = [];

    private AppendDraft(AgentTask before) => (Before, After) = (before, before);

    public AgentTask Before { get; }

    public AgentTask After { get; private set; }

    public IReadOnlyList<NewEvent> Events => _events;

    public long Bytes { get; private set; }

    /// <summary>The task as JSON, where a checkpoint is due.</summary>
    public byte[]? Checkpoint { get; private set; }

    public bool EndsTask => After.Status.State.IsTerminal;

    /// <summary>The commit that appends <paramref name="updates"/>, which are not ended yet, to <paramref name="log"/>.</summary>
    /// <exception cref="ArgumentException">One is of another task or context, or follows the end.</exception>
    public static AppendDraft Of(OpenLog log, IReadOnlyList<StreamResponse> updates, TimeProvider time)
    {
        // The first update says what the context is; until then nobody could.
        var before = log.IsEmpty ? log.Task with { ContextId = updates[0].ContextId } : log.Task;
        var draft = new AppendDraft(before);
        foreach (var update in updates)
        {
            draft.Add(Updates.Stamped(Own(update, draft.After), time));
        }

        var isDue = before.ContextId != log.Task.ContextId || CheckpointRule.IsDue(log.CheckpointBytes, log.BytesSince + draft.Bytes, draft.EndsTask);
        draft.Checkpoint = isDue ? A2AJson.Write(draft.After) : null;
        return draft;
    }

    private static StreamResponse Own(StreamResponse update, AgentTask task) => update.Message is { } message
        ? StreamResponse.Of(message with { TaskId = message.TaskId ?? task.Id, ContextId = message.ContextId ?? task.ContextId })
        : update;

    private void Add(StreamResponse update)
    {
        if (EndsTask)
        {
            throw new ArgumentException(
                $"An update follows the one that ends task '{After.Id}' ({After.Status.State.DisplayName}); nothing can. Leave it out.", nameof(update));
        }

        RefuseOther(update);
        var payload = A2AJson.Write(update);
        After = TaskProjection.Apply(After, update);
        Bytes += payload.Length;
        _events.Add(new NewEvent { Kinds = EventKinds.Of(update), Update = update, Payload = payload, TraceParent = Activity.Current?.Id });
    }

    private void RefuseOther(StreamResponse update)
    {
        var isOfContext = update.ContextId is null or "" || After.ContextId is null or "" || update.ContextId == After.ContextId;
        if (update.TaskId != After.Id || !isOfContext)
        {
            throw new ArgumentException(
                $"The update is of task '{update.TaskId}' in context '{update.ContextId}'; it is appended to task '{After.Id}' in context '{After.ContextId}'.",
                nameof(update));
        }
    }
}
