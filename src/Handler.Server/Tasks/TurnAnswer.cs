using Handler.Protocol;

namespace Handler.Server.Tasks;

/// <summary>What a turn came to: the agent's message where it made no task, else the task.</summary>
/// <param name="Message">The agent's message.</param>
/// <param name="Task">The task as of <paramref name="Sequence"/>.</param>
/// <param name="Sequence">The last sequence that is in <paramref name="Task"/>; 0 before the first event of all.</param>
internal sealed record TurnAnswer(Message? Message, AgentTask? Task, long Sequence = 0);
