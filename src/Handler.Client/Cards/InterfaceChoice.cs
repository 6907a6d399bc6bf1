using System.Diagnostics.CodeAnalysis;
using System.Net;
using Handler.Client.Transports;
using Handler.Protocol;

namespace Handler.Client.Cards;

/// <summary>
/// Picks the interfaces of a card to call, the preferred one first: the newest dialect that both speak, and of those the ones that the agent names over a
/// binding that is spoken here, in its order (A2A 1.0, 5.7 and 8.3).
/// </summary>
internal static class InterfaceChoice
{
    /// <summary>The interfaces to call; none when none fits.</summary>
    /// <param name="found">
    /// The card, its interfaces in the agent's order of preference, and where it came from; without a place, interface URLs are taken as they are.
    /// </param>
    /// <param name="asked">The dialect to speak; <c>null</c> = what the card says.</param>
    /// <param name="binding">The binding to call it by; <c>null</c> = what the card says.</param>
    public static IReadOnlyList<ChosenInterface> Choose(CardInHand found, WireFormat? asked, string? binding)
    {
        var offers = found.Card.SupportedInterfaces.Where(offer => binding is null || IsOver(offer, binding)).ToArray();
        IReadOnlyList<WireFormat> spoken = asked is { } one ? [one] : Dialects.OfCard(found.Protocol);
        ChosenInterface[] fitting =
        [
            .. spoken.SelectMany(protocol => Usable(offers.Where(offer => Dialects.IsSpokenBy(offer, found.Protocol, protocol)), found.Url, protocol)),
        ];

        // Who names a dialect knows more than the card does: an agent may speak it where the card tells of another one.
        return fitting.Length > 0 || asked is not { } wanted
            ? fitting
            : [.. Usable(offers.Where(offer => binding is not null || IsOver(offer, ProtocolBindings.JsonRpc)), found.Url, wanted)];
    }

    private static IEnumerable<ChosenInterface> Usable(IEnumerable<AgentInterface> offers, Uri? cardUrl, WireFormat protocol)
    {
        foreach (var offer in offers)
        {
            if (Dialects.BindingsOf(protocol).FirstOrDefault(known => IsOver(offer, known)) is { } over && TryLocate(offer.Url, cardUrl, out var url))
            {
                yield return new ChosenInterface(url, offer.Tenant is "" ? null : offer.Tenant, protocol, over);
            }
        }
    }

    private static bool IsOver(AgentInterface offer, string binding) =>
        string.Equals(offer.ProtocolBinding, binding, StringComparison.OrdinalIgnoreCase);

    private static bool TryLocate(string text, Uri? cardUrl, [NotNullWhen(true)] out Uri? url)
    {
        // On Unix "/a2a" counts as an absolute file path, so the scheme decides, not the kind of URI.
        if (AgentUrl.TryParse(text, out url))
        {
            url = cardUrl is null ? url : Reachable(url, cardUrl);
            return true;
        }

        return cardUrl is not null && !text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(cardUrl, text, out url)
            && AgentUrl.IsHttp(url);
    }

    /// <summary>
    /// Agents write the address that they listen on into their cards. From elsewhere, <c>localhost</c> and <c>0.0.0.0</c> are the wrong
    /// machine: what served the card is the right one.
    /// </summary>
    private static Uri Reachable(Uri offered, Uri cardUrl)
    {
        var isWildcard = IPAddress.TryParse(offered.DnsSafeHost, out var address)
            && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
        return (offered.IsLoopback, isWildcard, cardUrl.IsLoopback) switch
        {
            (_, true, true) => new UriBuilder(offered) { Host = cardUrl.Host }.Uri,
            (true, _, false) or (_, true, false) =>
                new UriBuilder(offered) { Scheme = cardUrl.Scheme, Host = cardUrl.Host, Port = cardUrl.Port }.Uri,
            _ => offered,
        };
    }
}
