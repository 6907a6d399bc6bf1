namespace Handler.Protocol.Agents.Rules;

/// <summary>What security has in common in 1.0 and 0.3: names of schemes, places of keys, scopes.</summary>
internal static class SecurityNames
{
    private static readonly string[] Places = ["header", "query", "cookie"];

    /// <summary>Checks each scheme of a card, and gives the names that requirements may use.</summary>
    public static IReadOnlySet<string> CheckSchemes(CardObject card, Action<CardObject> check)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, node) in card.Find("securitySchemes")?.AsMap() ?? [])
        {
            names.Add(name);
            if (node.AsObject() is { } scheme)
            {
                check(scheme);
            }
        }

        return names;
    }

    public static void CheckDeclared(string name, CardNode node, IReadOnlySet<string> declared)
    {
        if (!declared.Contains(name))
        {
            node.Fault(declared.Count == 0
                ? "is no scheme of this card, which declares none in securitySchemes."
                : $"is no scheme of this card; securitySchemes has {string.Join(", ", declared)}.");
        }
    }

    public static void CheckPlace(CardNode? node)
    {
        if (node?.AsFilledText() is { } place && !Places.Contains(place))
        {
            node.Fault($"must be one of {string.Join(", ", Places)}, found {node.Shown}");
        }
    }

    /// <summary>Each scope says what it is for; there may be none.</summary>
    public static void CheckScopes(CardNode? scopes)
    {
        foreach (var (_, meaning) in scopes?.AsMap() ?? [])
        {
            meaning.AsText();
        }
    }
}
