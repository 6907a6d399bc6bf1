using Handler.Protocol.V03;

namespace Handler.Protocol.Agents.Rules;

/// <summary>
/// Checks agent cards of A2A 1.0 (4.4 and <c>a2a.proto</c>) and of 0.3 (its JSON schema): all faults at once, each with its place. Pure.
/// </summary>
/// <remarks>
/// A card with <c>supportedInterfaces</c> is held to 1.0; one without, with <c>url</c> or <c>protocolVersion</c> at its top, to 0.3. Unknown
/// members are allowed in both, as the specification says.
/// </remarks>
public static class AgentCardRules
{
    private const string OldShape =
        "are those of a card older than A2A 0.3, as it is served at /agentCard. A2A 1.0 has supportedInterfaces, each with url, protocolBinding and protocolVersion; " +
        $"ask the agent for {WellKnownPaths.AgentCard}.";

    /// <summary>Checks a card as it came over the wire or out of a file. Never throws: a text that is no JSON is a fault of the card.</summary>
    public static AgentCardReport Check(ReadOnlySpan<byte> utf8)
    {
        var findings = new CardFindings();
        if (CardJson.Read(utf8, findings) is not { } json || new CardNode(json, "", findings).AsObject() is not { } card)
        {
            return findings.ToReport();
        }

        Check(card, findings);
        findings.WarnOfNearNames();
        return CardSummary.Of(json, findings.ToReport());
    }

    private static void Check(CardObject card, CardFindings findings)
    {
        if (IsV03(card))
        {
            V03CardRules.Check(card);
        }
        else if (card.Has("interfaces") && !card.Has("supportedInterfaces"))
        {
            findings.Error("interfaces", OldShape, AgentCardIssueType.InvalidValue);
        }
        else
        {
            findings.TakesSnakeCase = true;
            V1CardRules.Check(card);
        }
    }

    private static bool IsV03(CardObject card) =>
        !card.Has("supportedInterfaces") && !card.Has("supported_interfaces")
        && (card.Has("url") || card.Has("protocolVersion"))
        && !(card.TextAt("protocolVersion") is { } version && version.StartsWith('1'));
}
