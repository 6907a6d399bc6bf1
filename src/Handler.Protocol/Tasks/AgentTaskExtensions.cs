namespace Handler.Protocol;

/// <summary>What can be told of a task as a whole.</summary>
public static class AgentTaskExtensions
{
    extension(AgentTask task)
    {
        /// <summary>
        /// The agent has asked for input or an authentication and has no answer yet. Right after an answer the state may still be that of the
        /// question; the user's message is the last of the history then, and the question no longer the status's.
        /// </summary>
        public bool WaitsForUser =>
            task.Status.State.IsInterrupted && (task.Status.Message is not null || task.History is not [.., { Role: Role.User }]);

        /// <summary>What the agent made, then what it says about it, each text on lines of its own; empty when there is none.</summary>
        public string Text => string.Join(
            '\n',
            (task.Artifacts ?? []).Select(artifact => artifact.Text).Append(task.Status.Message?.Text ?? "").Where(text => text.Length > 0));
    }
}
