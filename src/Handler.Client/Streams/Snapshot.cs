using Handler.Protocol;

namespace Handler.Client.Streams;

/// <summary>What a whole task makes plain. Pure.</summary>
internal static class Snapshot
{
    /// <summary>
    /// Whether an update that follows a task tells what is in it already: agents that read the task after they began to listen tell some updates twice. A
    /// chunk that appends is never taken for one, for it may be the same text a second time.
    /// </summary>
    public static bool Tells(AgentTask task, StreamResponse update) => update switch
    {
        { StatusUpdate.Status: { } status } => status.State == task.Status.State
            && status.Timestamp == task.Status.Timestamp
            && status.Message?.MessageId == task.Status.Message?.MessageId,
        { ArtifactUpdate: { Append: not true, Artifact: { } made } } => Find(task, made.ArtifactId) is { } known && IsSame(known, made),
        _ => false,
    };

    private static Artifact? Find(AgentTask task, string id) => task.Artifacts?.FirstOrDefault(artifact => artifact.ArtifactId == id);

    private static bool IsSame(Artifact one, Artifact other) => A2AJson.Write(one).AsSpan().SequenceEqual(A2AJson.Write(other));
}
