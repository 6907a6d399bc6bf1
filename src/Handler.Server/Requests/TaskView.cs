using Handler.Protocol;

namespace Handler.Server.Requests;

/// <summary>A task as it is answered.</summary>
internal static class TaskView
{
    /// <summary>
    /// The task with at most <paramref name="historyLength"/> of its newest messages; 0 = without history, null = with all of it.
    /// </summary>
    public static AgentTask Trim(AgentTask task, int? historyLength) => historyLength switch
    {
        null => task,
        0 => task with { History = null },
        { } length when task.History is { } history && history.Count > length => task with { History = [.. history.Skip(history.Count - length)] },
        _ => task,
    };

    /// <summary>The same of an update, where that is a task.</summary>
    public static StreamResponse Trim(StreamResponse update, int? historyLength) =>
        update.Task is { } task && historyLength is not null ? StreamResponse.Of(Trim(task, historyLength)) : update;

    /// <summary>The same, in a list: artifacts are left out altogether unless asked for, and then told also where there are none.</summary>
    public static AgentTask Trim(AgentTask task, int? historyLength, bool includeArtifacts)
    {
        var trimmed = Trim(task, historyLength);
        return trimmed with { Artifacts = includeArtifacts ? trimmed.Artifacts ?? [] : null };
    }
}
