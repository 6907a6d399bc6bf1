namespace Handler.Protocol.Agents.Rules;

/// <summary>Collects what the rules find in one card.</summary>
internal sealed class CardFindings
{
    private readonly List<AgentCardIssue> _errors = [];
    private readonly List<AgentCardIssue> _warnings = [];
    private readonly List<CardObject> _objects = [];

    /// <summary>A name in snake_case counts as the member, as protocol buffers' JSON has it, and is warned of.</summary>
    public bool TakesSnakeCase { get; set; }

    public void Error(string path, string message, AgentCardIssueType type) => _errors.Add(new(Named(path), message, type));

    public void Warn(string path, string message, AgentCardIssueType type = AgentCardIssueType.InvalidValue) =>
        _warnings.Add(new(Named(path), message, type));

    public void Visited(CardObject visited) => _objects.Add(visited);

    /// <summary>Once the rules have asked for all that they know, what is left may be a mistake of typing.</summary>
    public void WarnOfNearNames() => _objects.ForEach(one => one.WarnOfNearNames());

    public AgentCardReport ToReport() => new() { Errors = _errors, Warnings = _warnings };

    private static string Named(string path) => path.Length == 0 ? AgentCardIssue.Root : path;
}
