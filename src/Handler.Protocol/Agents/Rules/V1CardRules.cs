namespace Handler.Protocol.Agents.Rules;

/// <summary>The rules of a card of A2A 1.0 (4.4): what <c>a2a.proto</c> requires, and what its comments and the text say of values.</summary>
internal static class V1CardRules
{
    private static readonly string[] Bindings = [ProtocolBindings.JsonRpc, ProtocolBindings.Grpc, ProtocolBindings.HttpJson];

    public static void Check(CardObject card)
    {
        CardParts.CheckIdentity(card);
        CheckInterfaces(card);
        CardParts.CheckCapabilities(card, "extendedAgentCard", needsUri: false);
        var schemes = V1SecurityRules.CheckSchemes(card);
        V1SecurityRules.CheckRequirements(card.Find("securityRequirements"), schemes);
        if (card.Has("security") && !card.Has("securityRequirements"))
        {
            card.Node.Findings.Warn("security", "is of A2A 0.3; a client of 1.0 reads securityRequirements and would send no credentials.");
        }

        CardMediaTypes.Check(card.Require("defaultInputModes")?.AsFilledList());
        CardMediaTypes.Check(card.Require("defaultOutputModes")?.AsFilledList());
        CheckSkills(card, schemes);
        CardParts.CheckSignatures(card);
    }

    private static void CheckInterfaces(CardObject card)
    {
        var advice = card.Has("url") ? "A card with url and protocolVersion 0.3 at its top is one of A2A 0.3." : "";
        var seen = new HashSet<(string?, string?, string?, string?)>();
        foreach (var node in card.Require("supportedInterfaces", advice)?.AsFilledList() ?? [])
        {
            if (node.AsObject() is { } offer)
            {
                CheckInterface(offer);
                if (!seen.Add((offer.TextAt("url"), offer.TextAt("protocolBinding"), offer.TextAt("protocolVersion"), offer.TextAt("tenant"))))
                {
                    node.Warn("is there already, with the same url, protocolBinding, protocolVersion and tenant.");
                }
            }
        }
    }

    private static void CheckInterface(CardObject offer)
    {
        var binding = offer.Require("protocolBinding", offer.Has("transport") ? "A2A 0.3 called it transport." : "");
        CheckBinding(binding);
        CheckUrl(offer.Require("url"), offer.TextAt("protocolBinding"));
        CheckVersion(offer.Require("protocolVersion"));
        offer.Find("tenant")?.AsText();
    }

    private static void CheckBinding(CardNode? node)
    {
        if (node?.AsFilledText() is not { } binding || Bindings.Contains(binding) || CardUrl.IsUri(binding))
        {
            return;
        }

        var meant = Bindings.FirstOrDefault(known => Letters(known) == Letters(binding));
        node.Fault(meant is null
            ? $"must be {string.Join(", ", Bindings)} or the URI of another binding, found {node.Shown}"
            : $"must be written {meant}, found {node.Shown}");
    }

    private static void CheckUrl(CardNode? url, string? binding)
    {
        switch (binding)
        {
            case ProtocolBindings.Grpc:
                CardUrl.CheckGrpc(url);
                break;
            case not null when !Bindings.Contains(binding) && CardUrl.IsUri(binding):
                CardUrl.CheckUri(url);
                break;
            default:
                CardUrl.Check(url);
                break;
        }
    }

    private static void CheckVersion(CardNode? node)
    {
        if (node?.AsFilledText() is not { } version)
        {
            return;
        }

        var numbers = version.Split('.');
        if (numbers.Length is < 2 or > 3 || !numbers.All(number => number.Length is > 0 and < 6 && number.All(char.IsAsciiDigit)))
        {
            node.Fault($"must be a version of A2A such as 1.0, found {node.Shown}");
        }
        else if (numbers.Length == 3)
        {
            node.Warn($"is a version with a patch number, which plays no part; write {numbers[0]}.{numbers[1]}.");
        }
    }

    private static void CheckSkills(CardObject card, IReadOnlySet<string> schemes)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var skill in (card.Require("skills")?.AsFilledList() ?? []).Select(one => one.AsObject()).OfType<CardObject>())
        {
            CardParts.CheckSkill(skill, ids);
            CardParts.CheckTexts(skill.Require("tags")?.AsFilledList());
            V1SecurityRules.CheckRequirements(skill.Find("securityRequirements"), schemes);
        }
    }

    private static string Letters(string name) => new([.. name.Where(char.IsAsciiLetter).Select(char.ToUpperInvariant)]);
}
