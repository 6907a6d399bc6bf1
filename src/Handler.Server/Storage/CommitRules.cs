using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>What a commit writes beside the events it was given, purely: the same for every store.</summary>
public static class CommitRules
{
    /// <summary>
    /// The events with the bits that lanes go by: of a status update that of its state in the place of <see cref="EventKinds.Status"/>; on the last
    /// event that is for all lanes <see cref="EventKinds.CommitEnd"/>, and <see cref="EventKinds.ArtifactEnd"/> where an artifact changed.
    /// </summary>
    public static IReadOnlyList<NewEvent> Mark(IReadOnlyList<NewEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var marked = events.Select(WithState).ToArray();
        // What is for one lane or none is not seen by the others, so it cannot be the end that they wait for.
        var end = Array.FindLastIndex(marked, e => e.Target == EventTarget.All);
        if (end >= 0)
        {
            var hasArtifacts = marked.Any(e => e.Target == EventTarget.All && e.Kinds.HasFlag(EventKinds.Artifact));
            var ends = hasArtifacts ? EventKinds.CommitEnd | EventKinds.ArtifactEnd : EventKinds.CommitEnd;
            marked[end] = marked[end] with { Kinds = marked[end].Kinds | ends };
        }

        return marked;
    }

    /// <summary>
    /// The bodies to be kept beside the events of a commit: for each event those of the formats of the lanes that read it, where the
    /// format's body is more than the event. The task is folded forward only while there is such a format.
    /// </summary>
    /// <param name="commit">The commit.</param>
    /// <param name="marked">Its events as <see cref="Mark"/> gave them.</param>
    /// <param name="lanes">The lanes of the task.</param>
    public static IReadOnlyList<KeptBody> KeepBodies(TaskCommit commit, IReadOnlyList<NewEvent> marked, IReadOnlyCollection<LaneRow> lanes)
    {
        ArgumentNullException.ThrowIfNull(commit);
        ArgumentNullException.ThrowIfNull(marked);
        // Most tasks have no such lane: they pay neither for folding nor for rendering.
        var needing = lanes.Where(lane => lane.TakesEvents && !NotificationBody.IsOfEvent(lane.Format)).ToArray();
        return commit.Bodies is { } render && needing.Length > 0 ? Render(commit.Before, marked, needing, render) : [];
    }

    /// <summary>The body to be kept beside a snapshot; null when none is needed.</summary>
    public static ReadOnlyMemory<byte>? KeepSnapshotBody(WireFormat format, AgentTask task, NotificationBodyRenderer? render) =>
        NotificationBody.IsOfEvent(format) ? null : render?.Invoke(format, StreamResponse.Of(task), task);

    /// <summary>How many bytes a commit adds to the log above the checkpoint: what is for one lane only is no part of the task.</summary>
    public static long BytesOfTask(IReadOnlyList<NewEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return events.Where(e => e.Target.Lane is null).Sum(e => (long)e.Payload.Length);
    }

    private static NewEvent WithState(NewEvent added) => added.Update.StatusUpdate is { } changed
        ? added with { Kinds = (added.Kinds & ~EventKinds.Status) | EventKinds.OfStatus(changed.Status.State) }
        : added;

    private static List<KeptBody> Render(AgentTask before, IReadOnlyList<NewEvent> events, LaneRow[] lanes, NotificationBodyRenderer render)
    {
        var kept = new List<KeptBody>();
        var task = before;
        for (var i = 0; i < events.Count; i++)
        {
            var added = events[i];
            var shown = TaskProjection.Apply(task, added.Update);
            foreach (var format in lanes.Where(lane => lane.Reads(added.Target, added.Kinds)).Select(lane => lane.Format).Distinct())
            {
                if (render(format, added.Update, shown) is { } body)
                {
                    kept.Add(new KeptBody(i, format, body));
                }
            }

            // A hand-made event is in the task that its lane is shown, and no part of the task itself.
            task = added.Target.Lane is null ? shown : task;
        }

        return kept;
    }
}
