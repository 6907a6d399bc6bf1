using System.Text.Json;
using Handler.Protocol.Agents.Rules;

namespace Handler.Protocol.V03;

/// <summary>The rules of a card of A2A 0.3: what the JSON schema of tag v0.3.0 requires, and what its text says of values.</summary>
internal static class V03CardRules
{
    private static readonly string[] Transports = [ProtocolBindings.JsonRpc, ProtocolBindings.Grpc, ProtocolBindings.HttpJson];

    public static void Check(CardObject card)
    {
        CardParts.CheckIdentity(card);
        CheckVersion(card.Require("protocolVersion"));
        CheckTransport(card.Find("preferredTransport"));
        CheckUrl(card.Require("url"), card.TextAt("preferredTransport"));
        CheckOffers(card);
        CardParts.CheckCapabilities(card, "stateTransitionHistory", needsUri: true);
        card.Find("supportsAuthenticatedExtendedCard")?.CheckFlag();
        var schemes = V03SecurityRules.CheckSchemes(card);
        V03SecurityRules.CheckRequirements(card.Find("security"), schemes);
        CheckModes(card.Require("defaultInputModes"));
        CheckModes(card.Require("defaultOutputModes"));
        CheckSkills(card, schemes);
        CardParts.CheckSignatures(card);
    }

    private static void CheckOffers(CardObject card)
    {
        if (card.Find("additionalInterfaces") is not { } list)
        {
            return;
        }

        CardObject[] offers = [.. list.AsList().Select(one => one.AsObject()).OfType<CardObject>()];
        foreach (var offer in offers)
        {
            CheckTransport(offer.Require("transport"));
            CheckUrl(offer.Require("url"), offer.TextAt("transport"));
        }

        if (offers.Length > 0 && card.TextAt("url") is { } main)
        {
            CheckMain(list, [.. offers.Where(offer => offer.TextAt("url") == main).Select(offer => offer.TextAt("transport"))], card.TextAt("preferredTransport"));
        }
    }

    /// <summary>The preferred transport is that of the main URL (5.5), so the list must not know that URL by others alone; that it is missing is not advised.</summary>
    private static void CheckMain(CardNode list, IReadOnlyList<string?> transports, string? preferred)
    {
        var spoken = string.IsNullOrEmpty(preferred) ? ProtocolBindings.JsonRpc : preferred;
        if (transports.Count == 0)
        {
            list.Warn($"has no entry for the main url with its transport, {spoken}; clients that read only this list do not find it.");
        }
        else if (!transports.Contains(spoken) && !transports.Contains(null))
        {
            var source = string.IsNullOrEmpty(preferred) ? "without preferredTransport it is" : "preferredTransport is";
            list.Fault($"has the main url with {string.Join(", ", transports)} alone, and {source} {spoken}. Add the url with {spoken}, or name another preferredTransport");
        }
    }

    private static void CheckVersion(CardNode? node)
    {
        if (node?.AsFilledText() is { } version && !(version.Split('.') is { Length: 2 or 3 } numbers
            && numbers.All(number => number.Length is > 0 and < 6 && number.All(char.IsAsciiDigit))))
        {
            node.Fault($"must be a version of A2A such as 0.3.0, found {node.Shown}");
        }
    }

    /// <summary>Other transports than the three are allowed, and nobody knows them by name.</summary>
    private static void CheckTransport(CardNode? node)
    {
        if (node?.AsFilledText() is { } transport && !Transports.Contains(transport))
        {
            node.Warn($"is none of {string.Join(", ", Transports)}, found {node.Shown}; clients know only these.");
        }
    }

    private static void CheckUrl(CardNode? url, string? transport)
    {
        if (transport == ProtocolBindings.Grpc)
        {
            CardUrl.CheckGrpc(url);
        }
        else
        {
            CardUrl.Check(url);
        }
    }

    private static void CheckModes(CardNode? modes)
    {
        CardMediaTypes.Check(modes?.AsList());
        if (modes is { Value.ValueKind: JsonValueKind.Array } && modes.Value.GetArrayLength() == 0)
        {
            modes.Warn("is empty; name at least one media type, such as text/plain.");
        }
    }

    private static void CheckSkills(CardObject card, IReadOnlySet<string> schemes)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var skill in (card.Require("skills")?.AsList() ?? []).Select(one => one.AsObject()).OfType<CardObject>())
        {
            CardParts.CheckSkill(skill, ids);
            CardParts.CheckTexts(skill.Require("tags")?.AsList());
            V03SecurityRules.CheckRequirements(skill.Find("security"), schemes);
        }
    }
}
