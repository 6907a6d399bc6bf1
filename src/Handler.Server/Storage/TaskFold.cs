using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>Folds a log into a task: the same for every store.</summary>
public static class TaskFold
{
    /// <summary>The task that <paramref name="checkpoint"/> holds, with the events above it applied in order.</summary>
    /// <param name="checkpoint">The task as UTF-8 JSON.</param>
    /// <param name="payloads">The payloads of the events above it that are part of the task (not those for one lane only), in order.</param>
    public static AgentTask Fold(ReadOnlySpan<byte> checkpoint, IEnumerable<ReadOnlyMemory<byte>> payloads)
    {
        ArgumentNullException.ThrowIfNull(payloads);
        var task = A2AJson.Read<AgentTask>(checkpoint);
        foreach (var payload in payloads)
        {
            task = TaskProjection.Apply(task, A2AJson.Read<StreamResponse>(payload.Span));
        }

        return task;
    }
}
