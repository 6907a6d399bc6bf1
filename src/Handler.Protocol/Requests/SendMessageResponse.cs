namespace Handler.Protocol;

/// <summary>
/// The answer to SendMessage: exactly one of <see cref="Task"/> and <see cref="Message"/> is set. Reading and writing refuse
/// anything else.
/// </summary>
public sealed record SendMessageResponse : WireObject
{
    /// <summary>The task that the message began or went on with.</summary>
    public AgentTask? Task { get; init; }

    /// <summary>The agent's answer, where it needed no task.</summary>
    public Message? Message { get; init; }

    /// <summary>An answer that is a task.</summary>
    public static SendMessageResponse Of(AgentTask task) => new() { Task = task };

    /// <summary>An answer that is a message.</summary>
    public static SendMessageResponse Of(Message message) => new() { Message = message };
}
