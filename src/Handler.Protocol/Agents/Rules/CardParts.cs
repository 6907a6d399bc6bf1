using System.Text.Json;

namespace Handler.Protocol.Agents.Rules;

/// <summary>What cards of 1.0 and of 0.3 have in common.</summary>
internal static class CardParts
{
    public static void CheckIdentity(CardObject card)
    {
        card.Require("name")?.AsFilledText();
        card.Require("description")?.AsFilledText();
        card.Require("version")?.AsFilledText();
        CardUrl.Check(card.Find("documentationUrl"));
        if (card.Find("iconUrl") is { } icon && !(icon.Value.ValueKind == JsonValueKind.String && icon.Value.GetString()!.StartsWith("data:image/", StringComparison.Ordinal)))
        {
            CardUrl.Check(icon);
        }

        if (card.Find("provider")?.AsObject() is { } provider)
        {
            provider.Require("organization")?.AsFilledText();
            CardUrl.Check(provider.Require("url"));
        }
    }

    /// <summary>What the agent can do, and the extensions that it knows.</summary>
    /// <param name="card">The card.</param>
    /// <param name="more">The capability of this version beside streams and push notifications.</param>
    /// <param name="needsUri">An extension must have a URI, as 0.3 says; in 1.0 one without is merely of no use.</param>
    public static void CheckCapabilities(CardObject card, string more, bool needsUri)
    {
        if (card.Require("capabilities")?.AsObject() is not { } capabilities)
        {
            return;
        }

        capabilities.Find("streaming")?.CheckFlag();
        capabilities.Find("pushNotifications")?.CheckFlag();
        capabilities.Find(more)?.CheckFlag();
        var uris = new HashSet<string>(StringComparer.Ordinal);
        foreach (var extension in capabilities.Find("extensions")?.AsList() ?? [])
        {
            CheckExtension(extension, uris, needsUri);
        }
    }

    /// <summary>What skills have in every version; ids are unique within a card.</summary>
    public static void CheckSkill(CardObject skill, HashSet<string> ids)
    {
        var id = skill.Require("id");
        if (id?.AsFilledText() is { } text && !ids.Add(text))
        {
            id.Fault($"is the id of another skill too: {id.Shown}; an id is unique within a card.");
        }

        skill.Require("name")?.AsFilledText();
        skill.Require("description")?.AsFilledText();
        CheckTexts(skill.Find("examples")?.AsList());
        CardMediaTypes.Check(skill.Find("inputModes")?.AsList());
        CardMediaTypes.Check(skill.Find("outputModes")?.AsList());
    }

    public static void CheckTexts(IEnumerable<CardNode>? texts)
    {
        foreach (var text in texts ?? [])
        {
            text.AsText();
        }
    }

    public static void CheckSignatures(CardObject card)
    {
        foreach (var signature in (card.Find("signatures")?.AsList() ?? []).Select(one => one.AsObject()).OfType<CardObject>())
        {
            CardSignatures.CheckHeader(signature.Require("protected"));
            CardSignatures.CheckSignature(signature.Require("signature"));
            signature.Find("header")?.AsObject();
        }
    }

    private static void CheckExtension(CardNode node, HashSet<string> uris, bool needsUri)
    {
        if (node.AsObject() is not { } extension)
        {
            return;
        }

        var uri = needsUri ? extension.Require("uri") : extension.Find("uri");
        CardUrl.CheckUri(uri);
        if (uri is null && !needsUri)
        {
            node.Warn("has no uri, so no client can ask for it.");
        }

        if (uri?.Value.ValueKind == JsonValueKind.String && !uris.Add(uri.Value.GetString()!))
        {
            uri.Warn($"names an extension that is there already: {uri.Shown}");
        }

        extension.Find("description")?.AsText();
        extension.Find("required")?.CheckFlag();

        // Its members are the extension's own: no name in it is a mistake of typing.
        extension.Find("params")?.AsMap();
    }
}
