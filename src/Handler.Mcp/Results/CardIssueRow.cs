using System.ComponentModel;
using Handler.Protocol.Agents.Rules;

namespace Handler.Mcp.Results;

/// <summary>One fault of a card.</summary>
internal sealed record CardIssueRow(
    [property: Description("Where, such as supportedInterfaces[0].url; $ is the card as a whole.")] string Field,
    [property: Description("What is wrong there, and what to write.")] string Message,
    [property: Description("malformed, missing, wrong_type or invalid_value; warning for what is allowed and advised against.")] string Type)
{
    public static CardIssueRow OfError(AgentCardIssue issue) => new(issue.Path, issue.Message, issue.Type switch
    {
        AgentCardIssueType.Malformed => "malformed",
        AgentCardIssueType.Missing => "missing",
        AgentCardIssueType.WrongType => "wrong_type",
        _ => "invalid_value",
    });

    public static CardIssueRow OfWarning(AgentCardIssue issue) => new(issue.Path, issue.Message, "warning");
}
