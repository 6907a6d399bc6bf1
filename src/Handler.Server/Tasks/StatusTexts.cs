using Handler.Protocol;

namespace Handler.Server.Tasks;

/// <summary>What clients are told where the agent itself said nothing. Fixed texts: what was thrown goes to the log only.</summary>
internal static class StatusTexts
{
    public const string Threw = "The agent failed while it worked on this task.";
    public const string NoEnd = "The agent stopped working on this task without saying how it ended.";
    public const string ProcessEnded = "The agent's process ended while it worked on this task. Send the message again to start over.";
    public const string NotStored = "The agent could not store what it did on this task.";

    /// <summary>A message of the agent.</summary>
    public static Message Say(string text, string messageId, string? taskId, string? contextId) => new()
    {
        MessageId = messageId,
        TaskId = taskId,
        ContextId = contextId,
        Role = Role.Agent,
        Parts = [Part.FromText(text)],
    };
}
