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
}
