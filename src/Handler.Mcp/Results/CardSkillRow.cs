namespace Handler.Mcp.Results;

/// <summary>A skill of an agent.</summary>
internal sealed record CardSkillRow(string Id, string Name);
