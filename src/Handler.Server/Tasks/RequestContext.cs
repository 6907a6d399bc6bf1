using System.Text.Json;
using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>What an executor is asked: one message, and the task that it belongs to.</summary>
public sealed class RequestContext
{
    /// <summary>The message of this turn; on resuming and canceling the last one of the user.</summary>
    public required Message Message { get; init; }

    /// <summary>The task as it stood when the turn began, its history (this message included) and artifacts with it.</summary>
    public required AgentTask Task { get; init; }

    /// <summary>The full key of the task in the store.</summary>
    public required TaskKey TaskKey { get; init; }

    /// <summary>The metadata of the request, not of the message; empty when there is none.</summary>
    public IReadOnlyDictionary<string, JsonElement> Metadata { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>Whether the task was taken up again after its process had ended.</summary>
    public bool IsResumed { get; init; }

    /// <summary>The tasks that the message refers to for context, as its sender named them: whether they are there is not checked.</summary>
    public IReadOnlyList<string> ReferenceTaskIds => Message.ReferenceTaskIds ?? [];

    /// <summary>All text parts of the message, one after another; empty when there are none.</summary>
    public string Text => Message.Text;

    /// <summary>The task's id.</summary>
    public string TaskId => TaskKey.TaskId;

    /// <summary>The context (conversation) of the task.</summary>
    public string ContextId => Task.ContextId ?? "";

    /// <summary>Whose task it is.</summary>
    public OwnerScope Scope => TaskKey.Scope;

    /// <summary>The messages so far, oldest first.</summary>
    public IReadOnlyList<Message> History => Task.History ?? [];

    internal Func<TaskKey, CancellationToken, Task<AgentTask?>> ReadTask { get; init; } = (_, _) => System.Threading.Tasks.Task.FromResult<AgentTask?>(null);

    /// <summary>
    /// The tasks that the message refers to, in its order, each once, as they stand now. What the sender has no task of, be it unknown or
    /// somebody else's, is left out.
    /// </summary>
    public async Task<IReadOnlyList<AgentTask>> ReadReferencedTasksAsync(CancellationToken cancel = default)
    {
        var found = new List<AgentTask>();
        foreach (var id in ReferenceTaskIds.Distinct(StringComparer.Ordinal))
        {
            if (await ReadTask(new TaskKey(Scope, id), cancel) is { } task)
            {
                found.Add(task);
            }
        }

        return found;
    }
}
