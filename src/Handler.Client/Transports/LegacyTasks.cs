using Handler.Protocol;

namespace Handler.Client.Transports;

/// <summary>What an agent of 1.0 would do to tasks before it answers, for one that does not. Pure.</summary>
internal static class LegacyTasks
{
    /// <summary>The task with at most so many of its newest messages; 0 = none, <c>null</c> = as it is.</summary>
    public static AgentTask WithHistory(AgentTask task, int? length) => (length, task.History) switch
    {
        (null, _) or (_, null) => task,
        ( <= 0, _) => task with { History = null },
        ({ } most, { } history) => history.Count <= most ? task : task with { History = [.. history.Skip(history.Count - most)] },
    };

    /// <summary>The tasks that were asked for, newest status first, on one page whatever page was asked for (A2A 1.0, 3.1.4).</summary>
    public static ListTasksResponse Filter(IEnumerable<AgentTask> tasks, ListTasksRequest request)
    {
        IReadOnlyList<AgentTask> found =
        [
            .. tasks.Where(task => Fits(task, request))
                .OrderByDescending(task => task.Status.Timestamp)
                .Select(task => WithHistory(request.IncludeArtifacts == true ? task : task with { Artifacts = null }, request.HistoryLength)),
        ];
        return new ListTasksResponse { Tasks = found, PageSize = found.Count, TotalSize = found.Count };
    }

    private static bool Fits(AgentTask task, ListTasksRequest request) =>
        (request.ContextId is null || task.ContextId == request.ContextId)
        && (request.Status is null or TaskState.Unspecified || task.Status.State == request.Status)
        && (request.StatusTimestampAfter is null || task.Status.Timestamp >= request.StatusTimestampAfter);
}
