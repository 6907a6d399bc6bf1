using Handler.Protocol.Agents.Rules;

namespace Handler.Protocol.V03;

/// <summary>How a card of A2A 0.3 says what a caller must show: as OpenAPI does, by a type.</summary>
internal static class V03SecurityRules
{
    private static readonly string[] Types = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
    private static readonly string[] Flows = ["authorizationCode", "clientCredentials", "implicit", "password"];

    /// <summary>Checks the schemes, and gives the names that requirements may use.</summary>
    public static IReadOnlySet<string> CheckSchemes(CardObject card) => SecurityNames.CheckSchemes(card, CheckScheme);

    /// <summary>Checks requirements of the card or of a skill: each names schemes and their scopes.</summary>
    public static void CheckRequirements(CardNode? list, IReadOnlySet<string> declared)
    {
        foreach (var (name, scopes) in (list?.AsList() ?? []).SelectMany(requirement => requirement.AsMap()))
        {
            SecurityNames.CheckDeclared(name, scopes, declared);
            CardParts.CheckTexts(scopes.AsList());
        }
    }

    private static void CheckScheme(CardObject scheme)
    {
        scheme.Find("description")?.AsText();
        var type = scheme.Require("type");
        switch (type?.AsText())
        {
            case "apiKey":
                SecurityNames.CheckPlace(scheme.Require("in"));
                scheme.Require("name")?.AsFilledText();
                break;
            case "http":
                scheme.Require("scheme")?.AsFilledText();
                scheme.Find("bearerFormat")?.AsText();
                break;
            case "oauth2":
                CheckFlows(scheme);
                break;
            case "openIdConnect":
                CardUrl.Check(scheme.Require("openIdConnectUrl"));
                break;
            case null or "mutualTLS":
                break;
            default:
                type!.Fault($"must be one of {string.Join(", ", Types)}, found {type.Shown}");
                break;
        }
    }

    private static void CheckFlows(CardObject scheme)
    {
        CardUrl.Check(scheme.Find("oauth2MetadataUrl"));
        if (scheme.Require("flows")?.AsObject() is not { } flows)
        {
            return;
        }

        var offered = Flows.Select(name => (Name: name, Flow: flows.Find(name)?.AsObject())).Where(row => row.Flow is not null).ToList();
        if (offered.Count == 0)
        {
            flows.Node.Warn($"offers no flow; there are {string.Join(", ", Flows)}.");
        }

        foreach (var (name, flow) in offered)
        {
            CheckFlow(name, flow!);
        }
    }

    private static void CheckFlow(string name, CardObject flow)
    {
        if (name is "authorizationCode" or "implicit")
        {
            CardUrl.Check(flow.Require("authorizationUrl"));
        }

        if (name != "implicit")
        {
            CardUrl.Check(flow.Require("tokenUrl"));
        }

        CardUrl.Check(flow.Find("refreshUrl"));
        SecurityNames.CheckScopes(flow.Require("scopes"));
    }
}
