using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>Ends runs whose executor is no more.</summary>
internal static class RunEnd
{
    /// <summary>Fails a task if it is still run by <paramref name="run"/>, and tells its streams.</summary>
    public static async Task FailAsync(TaskKey key, RunToken run, string text, TaskFeed feed, RunParts parts)
    {
        if (await parts.Store.GetAsync(key, CancellationToken.None) is not { } stored || stored.Run != run)
        {
            return;
        }

        // Pushing by hand may fail after the end of the task; that end stays.
        var commit = Of(stored, stored.Task.Status.State.IsTerminal ? null : Failed(stored, text, parts), parts);
        var result = await parts.Store.CommitAsync(commit, CancellationToken.None);
        if (result.Outcome == CommitOutcome.Committed)
        {
            feed.Publish(result.FirstSequence, commit.Events);
        }
    }

    /// <summary>The status that says so.</summary>
    public static StreamResponse Failed(StoredTask stored, string text, RunParts parts) => Updates.Status(
        stored.Task, TaskState.Failed, StatusTexts.Say(text, parts.Ids.Next(), stored.Task.Id, stored.Task.ContextId), parts.Time);

    /// <summary>The last commit of a run, with a last status or without.</summary>
    public static TaskCommit Of(StoredTask stored, StreamResponse? last, RunParts parts)
    {
        var draft = new TaskDraft(stored.Task);
        if (last is not null)
        {
            draft.Add(last, A2AJson.Write(last), EventKinds.Status, traceParent: null, parts.Settings.Readers);
        }

        return new TaskCommit
        {
            Key = stored.Key,
            Run = stored.Run!.Value,
            Events = draft.Events,
            Before = draft.Before,
            After = draft.After,
            Checkpoint = draft.After.Status.State.IsTerminal ? A2AJson.Write(draft.After) : (ReadOnlyMemory<byte>?)null,
            EndsRun = true,
            Bodies = parts.Bodies,
        };
    }
}
