namespace Handler.Protocol;

/// <summary>What can be told of an update without looking which member is set.</summary>
public static class StreamResponseExtensions
{
    extension(StreamResponse update)
    {
        /// <summary>The task that the update is about; <c>null</c> for a message outside any task.</summary>
        public string? TaskId =>
            update.Task?.Id ?? update.StatusUpdate?.TaskId ?? update.ArtifactUpdate?.TaskId ?? update.Message?.TaskId;

        /// <summary>The context that the update is about, where it names one.</summary>
        public string? ContextId =>
            update.Task?.ContextId ?? update.StatusUpdate?.ContextId
            ?? update.ArtifactUpdate?.ContextId ?? update.Message?.ContextId;

        /// <summary>The status that the update carries; <c>null</c> for messages and artifacts, which carry none.</summary>
        public AgentTaskStatus? Status => update.Task?.Status ?? update.StatusUpdate?.Status;

        /// <summary>The state that the update carries; <c>null</c> for messages and artifacts, which carry none.</summary>
        public TaskState? State => update.Status?.State;

        /// <summary>The update says that the task has ended.</summary>
        public bool IsTerminal => update.State is { IsTerminal: true };

        /// <summary>The update says that the task waits for somebody.</summary>
        public bool IsInterrupted => update.State is { IsInterrupted: true };
    }
}
