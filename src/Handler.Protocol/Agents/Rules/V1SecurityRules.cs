namespace Handler.Protocol.Agents.Rules;

/// <summary>How a card of A2A 1.0 says what a caller must show (4.5).</summary>
internal static class V1SecurityRules
{
    private static readonly string[] Schemes =
        ["apiKeySecurityScheme", "httpAuthSecurityScheme", "oauth2SecurityScheme", "openIdConnectSecurityScheme", "mtlsSecurityScheme"];

    private static readonly string[] Flows = ["authorizationCode", "clientCredentials", "implicit", "password", "deviceCode"];

    /// <summary>Checks the schemes, and gives the names that requirements may use.</summary>
    public static IReadOnlySet<string> CheckSchemes(CardObject card) => SecurityNames.CheckSchemes(card, CheckScheme);

    /// <summary>Checks requirements of the card or of a skill; an empty one means that no credentials are needed.</summary>
    public static void CheckRequirements(CardNode? list, IReadOnlySet<string> declared)
    {
        foreach (var requirement in (list?.AsList() ?? []).Select(one => one.AsObject()).OfType<CardObject>())
        {
            if (requirement.Find("schemes") is { } schemes)
            {
                CheckRequired(schemes, declared);
            }
            else if (requirement.Node.Value.EnumerateObject().Any())
            {
                requirement.Require("schemes", "A2A 1.0 writes {\"schemes\": {\"name\": {\"list\": [\"scope\"]}}}.");
            }
        }
    }

    private static void CheckRequired(CardNode schemes, IReadOnlySet<string> declared)
    {
        foreach (var (name, node) in schemes.AsMap())
        {
            SecurityNames.CheckDeclared(name, node, declared);
            CardParts.CheckTexts(node.AsObject()?.Find("list")?.AsList());
        }
    }

    private static void CheckScheme(CardObject scheme)
    {
        var advice = scheme.Has("type") ? "What has a type is written as in A2A 0.3." : "";
        if (scheme.RequireOneOf(Schemes, advice) is not var (name, node) || node.AsObject() is not { } inner)
        {
            return;
        }

        inner.Find("description")?.AsText();
        switch (name)
        {
            case "apiKeySecurityScheme":
                SecurityNames.CheckPlace(inner.Require("location", inner.Has("in") ? "A2A 0.3 called it in." : ""));
                inner.Require("name")?.AsFilledText();
                break;
            case "httpAuthSecurityScheme":
                inner.Require("scheme")?.AsFilledText();
                inner.Find("bearerFormat")?.AsText();
                break;
            case "oauth2SecurityScheme":
                CheckOAuth(inner);
                break;
            case "openIdConnectSecurityScheme":
                CardUrl.Check(inner.Require("openIdConnectUrl"));
                break;
        }
    }

    private static void CheckOAuth(CardObject scheme)
    {
        CardUrl.Check(scheme.Find("oauth2MetadataUrl"));
        if (scheme.Require("flows")?.AsObject()?.RequireOneOf(Flows) is not var (name, node) || node.AsObject() is not { } flow)
        {
            return;
        }

        if (name is "implicit" or "password")
        {
            node.Warn("is a flow that the specification deprecates; use authorizationCode with PKCE, or deviceCode.");
        }

        var isLax = name is "implicit" or "password";
        CardNode? Ask(string member) => isLax ? flow.Find(member) : flow.Require(member);
        if (name is "authorizationCode" or "implicit")
        {
            CardUrl.Check(Ask("authorizationUrl"));
        }

        if (name == "deviceCode")
        {
            CardUrl.Check(Ask("deviceAuthorizationUrl"));
        }

        if (name != "implicit")
        {
            CardUrl.Check(Ask("tokenUrl"));
        }

        CardUrl.Check(flow.Find("refreshUrl"));
        flow.Find("pkceRequired")?.CheckFlag();
        SecurityNames.CheckScopes(Ask("scopes"));
    }
}
