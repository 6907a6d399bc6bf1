using System.ComponentModel;

namespace Handler.Mcp.Results;

/// <summary>Of validate_agent_card.</summary>
internal sealed record CardValidationResult(
    [property: Description("There are no errors; there may be warnings.")] bool Valid,
    [property: Description("Where the card came from.")] string Source,
    [property: Description("url or file.")] string SourceType,
    [property: Description("The agent's name, as far as it can be read.")] string? AgentName,
    [property: Description("The versions of A2A that the card names.")] string? ProtocolVersion,
    [property: Description("Every fault, and what is advised against.")] IReadOnlyList<CardIssueRow> Issues,
    [property: Description("What the agent says that it can do.")] CardCapabilities Capabilities,
    [property: Description("What the agent is there for.")] IReadOnlyList<CardSkillRow> Skills);
