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
        foreach (var offer in (card.Find("additionalInterfaces")?.AsList() ?? []).Select(one => one.AsObject()).OfType<CardObject>())
        {
            CheckTransport(offer.Require("transport"));
            CheckUrl(offer.Require("url"), offer.TextAt("transport"));
        }

        CardParts.CheckCapabilities(card, "stateTransitionHistory", needsUri: true);
        card.Find("supportsAuthenticatedExtendedCard")?.CheckFlag();
        var schemes = V03SecurityRules.CheckSchemes(card);
        V03SecurityRules.CheckRequirements(card.Find("security"), schemes);
        CheckModes(card.Require("defaultInputModes"));
        CheckModes(card.Require("defaultOutputModes"));
        CheckSkills(card, schemes);
        CardParts.CheckSignatures(card);
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
