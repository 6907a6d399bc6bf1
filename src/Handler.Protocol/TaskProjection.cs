using System.Collections.Immutable;
using System.Text.Json;

namespace Handler.Protocol;

/// <summary>What a task looks like after its updates: a pure fold over the task's log.</summary>
/// <remarks>
/// <para>The rules, each where the specification is silent chosen as the official Python SDK has it:</para>
/// <list type="bullet">
/// <item>A task replaces what was there.</item>
/// <item>A status update sets the status; the message of the status before goes to the history, so nothing that was said is lost (one that
/// the new status says again stays there alone). Its metadata is merged into the task's.</item>
/// <item>A message goes to the history; the message of the status, if there is one, goes there before it, so that the history keeps
/// the order of the conversation.</item>
/// <item>An artifact update replaces the artifact with its id, or adds it. With <c>append</c> its parts go after those of that artifact, metadata
/// is merged, a name or description given again wins; with nothing to append to, it is the artifact (a chunk is never dropped).
/// <c>lastChunk</c> changes nothing in the task.</item>
/// <item>An update about a task that is not there yet makes one, submitted unless the update says otherwise.</item>
/// </list>
/// <para>
/// Lists are <see cref="ImmutableList{T}"/> from the first change on: a task of a thousand chunks shares its structure from update to
/// update, and each costs the size of the chunk and a logarithm, not the size of the task. An artifact is looked up from the end, where the one that grows is.
/// </para>
/// </remarks>
public static class TaskProjection
{
    /// <summary>Applies one update.</summary>
    /// <param name="task">The task before; <c>null</c> when there is none.</param>
    /// <param name="update">The update.</param>
    /// <returns>The task after; the one before is unchanged.</returns>
    /// <exception cref="ArgumentException">The update is of another task, or of none.</exception>
    public static AgentTask Apply(AgentTask? task, StreamResponse update)
    {
        RefuseOther(task, update);
        return update switch
        {
            { Task: { } whole } => whole,
            { StatusUpdate: { } status } => Apply(task, status),
            { ArtifactUpdate: { } artifact } => Apply(task ?? Begin(artifact.TaskId, artifact.ContextId), artifact),
            { Message: { } message } => Apply(task ?? Begin(message), message),
            _ => throw new ArgumentException("The update has no member set.", nameof(update)),
        };
    }

    private static void RefuseOther(AgentTask? task, StreamResponse update)
    {
        if (task is not null && update.TaskId is { } id && id != task.Id)
        {
            throw new ArgumentException($"The update is of task '{id}' and cannot be applied to task '{task.Id}'.", nameof(update));
        }
    }

    private static AgentTask Apply(AgentTask? task, TaskStatusUpdateEvent update) => task is null
        ? new AgentTask { Id = update.TaskId, ContextId = update.ContextId, Status = update.Status, Metadata = update.Metadata }
        : task with
        {
            Status = update.Status,
            History = AreSame(task.Status.Message, update.Status.Message) ? task.History : WithStatusMessage(task),
            Metadata = Merge(task.Metadata, update.Metadata),
        };

    private static AgentTask Apply(AgentTask task, Message message) => task with
    {
        Status = task.Status.Message is null ? task.Status : task.Status with { Message = null },
        History = Growing(WithStatusMessage(task)).Add(message),
    };

    private static AgentTask Apply(AgentTask task, TaskArtifactUpdateEvent update)
    {
        var artifacts = Growing(task.Artifacts);
        var index = artifacts.FindLastIndex(artifact => artifact.ArtifactId == update.Artifact.ArtifactId);
        return task with
        {
            Artifacts = index < 0
                ? artifacts.Add(update.Artifact)
                : artifacts.SetItem(index, update.Append ? Append(artifacts[index], update.Artifact) : update.Artifact),
        };
    }

    private static Artifact Append(Artifact artifact, Artifact chunk) => artifact with
    {
        Name = chunk.Name ?? artifact.Name,
        Description = chunk.Description ?? artifact.Description,
        Parts = Growing(artifact.Parts).AddRange(chunk.Parts),
        // Merged and not replaced: a chunk says what is new, and leaves the rest out.
        Metadata = Merge(artifact.Metadata, chunk.Metadata),
        Extensions = Union(artifact.Extensions, chunk.Extensions),
    };

    private static AgentTask Begin(Message message) => Begin(
        message.TaskId ?? throw new ArgumentException(
            $"Message '{message.MessageId}' names no task and there is none to apply it to.", nameof(message)),
        message.ContextId);

    private static AgentTask Begin(string id, string? contextId) =>
        new() { Id = id, ContextId = contextId, Status = new AgentTaskStatus { State = TaskState.Submitted } };

    private static IReadOnlyList<Message>? WithStatusMessage(AgentTask task) =>
        task.Status.Message is { } message ? Growing(task.History).Add(message) : task.History;

    // Told again with the next status, a message is no part of the past yet; ids alone do not say so, for agents reuse them.
    private static bool AreSame(Message? one, Message? other) =>
        one is not null && one.MessageId == other?.MessageId && (ReferenceEquals(one, other) || A2AJson.Write(one).AsSpan().SequenceEqual(A2AJson.Write(other)));

    // A task that was just read from JSON has plain lists: they are copied once, at the first change.
    private static ImmutableList<T> Growing<T>(IReadOnlyList<T>? list) => list as ImmutableList<T> ?? [.. list ?? []];

    private static IReadOnlyList<string>? Union(IReadOnlyList<string>? first, IReadOnlyList<string>? second) =>
        second is null || first is null ? second ?? first
        : second.All(uri => first.Contains(uri, StringComparer.Ordinal)) ? first
        : [.. first.Union(second, StringComparer.Ordinal)];

    private static IReadOnlyDictionary<string, JsonElement>? Merge(
        IReadOnlyDictionary<string, JsonElement>? first, IReadOnlyDictionary<string, JsonElement>? second)
    {
        if (first is null || second is null)
        {
            return second ?? first;
        }

        // A plain dictionary keeps the order of its keys, so the same log gives the same text in every process.
        var merged = new Dictionary<string, JsonElement>(first, StringComparer.Ordinal);
        foreach (var (key, value) in second)
        {
            merged[key] = value;
        }

        return merged;
    }
}
