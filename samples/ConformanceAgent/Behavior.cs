using Handler.Protocol;
using Handler.Server.Tasks;

namespace ConformanceAgent;

/// <summary>One thing that the agent does when it is asked to.</summary>
/// <param name="Word">How a text begins that asks for it.</param>
/// <param name="MessageIds">How a <c>messageId</c> begins that asks for it: those of the A2A conformance kit.</param>
/// <param name="Description">What it does, for people.</param>
/// <param name="RunAsync">Does it. The text is what follows the word.</param>
internal sealed record Behavior(
    string Word, string[] MessageIds, string Description, Func<string, TaskUpdater, CancellationToken, Task> RunAsync)
{
    /// <summary>It, on the agent's card.</summary>
    public AgentSkill Skill => new() { Id = Word, Name = Word, Description = Description, Tags = ["conformance"], Examples = [Word] };

    /// <summary>How much of a message's text or id asks for this; 0 = it does not.</summary>
    public int Fit(Message message, string text) =>
        MessageIds.Where(id => message.MessageId.StartsWith(id, StringComparison.Ordinal)).Select(id => id.Length)
            .Append(text.StartsWith(Word, StringComparison.OrdinalIgnoreCase) ? Word.Length : 0)
            .Max();
}
