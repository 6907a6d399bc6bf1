using Handler.Protocol;

namespace Handler.Server.Tasks;

/// <summary>What a turn came to: the agent's message where it made no task, else the task.</summary>
internal sealed record TurnAnswer(Message? Message, AgentTask? Task);
