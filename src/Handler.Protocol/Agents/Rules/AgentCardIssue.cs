namespace Handler.Protocol.Agents.Rules;

/// <summary>One fault of a card, or one thing that is allowed and should not be so.</summary>
/// <param name="Path">Where, such as <c>supportedInterfaces[0].url</c>; <c>$</c> is the card as a whole.</param>
/// <param name="Message">What is wrong there, with which value, and what to write; a predicate, to be set behind the path.</param>
/// <param name="Type">Which kind of fault it is.</param>
public sealed record AgentCardIssue(string Path, string Message, AgentCardIssueType Type)
{
    /// <summary>The path of an issue with the card as a whole.</summary>
    public const string Root = "$";

    /// <summary>As one line: <c>path: message</c>.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
