using System.Text.Json;

namespace Handler.Protocol.Agents.Rules;

/// <summary>An object of a card. It remembers which members the rules know, so that others can be seen as mistakes of typing.</summary>
internal sealed class CardObject
{
    private readonly CardNode _node;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public CardObject(CardNode node)
    {
        _node = node;
        node.Findings.Visited(this);
    }

    public CardNode Node => _node;

    public bool Has(string name) => _node.Value.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The text of a member; <c>null</c> when it has none. Nothing is found by it.</summary>
    public string? TextAt(string name) =>
        _node.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A member that may be left out; <c>null</c>, which protocol buffers write for what is not set, is the same.</summary>
    public CardNode? Find(string name)
    {
        _known.Add(name);
        var inSnakeCase = FindInSnakeCase(name);
        return Has(name) ? Member(name) : inSnakeCase;
    }

    /// <summary>A member that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="advice">What to say when it is missing, such as the name that it had in an older version.</param>
    public CardNode? Require(string name, string advice = "")
    {
        var found = Find(name);
        if (found is null)
        {
            _node.Findings.Error(PathOf(name), $"is required and missing.{(advice.Length == 0 ? "" : $" {advice}")}", AgentCardIssueType.Missing);
        }

        return found;
    }

    /// <summary>The one member of a union that is set, by its name; everything else is a finding.</summary>
    public (string Name, CardNode Node)? RequireOneOf(IReadOnlyList<string> names, string advice = "")
    {
        var set = names.Select(name => (Name: name, Node: Find(name))).Where(member => member.Node is not null).ToList();
        if (set is [var (only, node)])
        {
            return (only, node!);
        }

        var found = set.Count == 0 ? "none of them" : string.Join(" and ", set.Select(member => member.Name));
        var type = set.Count == 0 ? AgentCardIssueType.Missing : AgentCardIssueType.InvalidValue;
        _node.Findings.Error(_node.Path, $"needs exactly one of {string.Join(", ", names)}; found {found}.{(advice.Length == 0 ? "" : $" {advice}")}", type);
        return null;
    }

    /// <summary>Members that are no member, and nearly one that is not there.</summary>
    public void WarnOfNearNames()
    {
        foreach (var name in _node.Value.EnumerateObject().Select(member => member.Name).Where(name => !_known.Contains(name)))
        {
            if (_known.FirstOrDefault(known => !Has(known) && Plain(known) == Plain(name)) is { } meant)
            {
                _node.Findings.Warn(PathOf(name), $"is no member of this object, so nobody reads it; did you mean {meant}?");
            }
        }
    }

    private CardNode? FindInSnakeCase(string name)
    {
        var snake = JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
        if (!_node.Findings.TakesSnakeCase || snake == name || !_node.Value.TryGetProperty(snake, out _))
        {
            return null;
        }

        _known.Add(snake);
        if (_node.Value.TryGetProperty(name, out _))
        {
            _node.Findings.Error(PathOf(snake), $"is {name} once more, in other letters; give it once.", AgentCardIssueType.Malformed);
            return null;
        }

        _node.Findings.Warn(PathOf(snake), $"is written {name} in A2A's JSON; not every reader takes both.");
        return Has(snake) ? Member(snake) : null;
    }

    private CardNode Member(string name) => _node with { Value = _node.Value.GetProperty(name), Path = PathOf(name) };

    private string PathOf(string name) => _node.Path.Length == 0 ? name : $"{_node.Path}.{name}";

    /// <summary>Names that differ in nothing else are taken for one another: case, underscores, hyphens, a plural.</summary>
    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant().TrimEnd('S');
}
