using System.Text.Json;
using System.Text.Json.Nodes;

namespace Handler.Protocol.V03;

/// <summary>
/// The body of a 0.3 push notification: the whole task with at most its <see cref="MaxHistory"/> newest messages. Over <see cref="MaxBytes"/> it goes
/// without history, then as its status alone, then without the status's message, each time with a mark in its metadata
/// (<see cref="Marker"/>) by which the receiver knows to ask for the task.
/// </summary>
public static class V03NotificationTask
{
    /// <summary>The most bytes of a body.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The most messages of the history in a body.</summary>
    public const int MaxHistory = 20;

    /// <summary>The key in the task's metadata under which it is told what was left out: <c>{"fields":[…],"limit":n,"hint":"…"}</c>.</summary>
    public const string Marker = "handler.omitted";

    internal static byte[] Write(AgentTask task)
    {
        // A task that is far too large is not written to find that out: this runs at each commit, under the lock of the task.
        if (!IsSurelyLarger(task) && TryWrite(Trim(task)) is { } whole)
        {
            return whole;
        }

        var withoutHistory = Without(task with { History = null }, "history");
        if (!IsSurelyLarger(withoutHistory) && TryWrite(withoutHistory) is { } artifacts)
        {
            return artifacts;
        }

        var status = new AgentTask { Id = task.Id, ContextId = task.ContextId, Status = task.Status };
        return TryWrite(Without(status, "history", "artifacts", "metadata"))
            ?? V03Json.Write(V03Mapper.FromV1(Without(
                status with { Status = new AgentTaskStatus { State = task.Status.State, Timestamp = task.Status.Timestamp } },
                "history", "artifacts", "metadata", "status.message")));
    }

    private static AgentTask Trim(AgentTask task) =>
        task.History is { Count: > MaxHistory } history ? task with { History = [.. history.Skip(history.Count - MaxHistory)] } : task;

    private static byte[]? TryWrite(AgentTask task)
    {
        var body = V03Json.Write(V03Mapper.FromV1(task));
        return body.Length <= MaxBytes ? body : null;
    }

    private static AgentTask Without(AgentTask task, params IEnumerable<string> fields)
    {
        var mark = new JsonObject
        {
            ["fields"] = new JsonArray([.. fields.Select(field => JsonValue.Create(field))]),
            ["limit"] = MaxBytes,
            ["hint"] = "The task is larger than a notification may be. Ask for it (tasks/get).",
        };
        var metadata = new Dictionary<string, JsonElement>(task.Metadata ?? new Dictionary<string, JsonElement>(), StringComparer.Ordinal)
        {
            [Marker] = JsonElement.Parse(mark.ToJsonString()),
        };
        return task with { Metadata = metadata };
    }

    // By the artifacts' text and bytes alone, counted until the limit is passed.
    private static bool IsSurelyLarger(AgentTask task)
    {
        var bytes = 0L;
        foreach (var part in (task.Artifacts ?? []).SelectMany(artifact => artifact.Parts))
        {
            bytes += (part.Text?.Length ?? 0) + (part.Raw?.Length ?? 0);
            if (bytes > MaxBytes)
            {
                return true;
            }
        }

        return false;
    }
}
