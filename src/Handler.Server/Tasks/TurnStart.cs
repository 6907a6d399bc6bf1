using Handler.Protocol;

namespace Handler.Server.Tasks;

/// <summary>Where in a commit a turn begins: after the user's message, before anything the agent makes of it.</summary>
/// <param name="Events">How many events of the commit are before it.</param>
/// <param name="Task">The task as of there.</param>
internal sealed record TurnStart(int Events, AgentTask Task);
