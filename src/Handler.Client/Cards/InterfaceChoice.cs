using System.Diagnostics.CodeAnalysis;
using System.Net;
using Handler.Protocol;

namespace Handler.Client.Cards;

/// <summary>Picks the first interface of a card that this client speaks: JSON-RPC in protocol 1.0 over HTTP (A2A 1.0, 5.7 and 8.3).</summary>
internal static class InterfaceChoice
{
    /// <summary>The interface to call; <c>null</c> when none fits.</summary>
    /// <param name="card">The card, its interfaces in the agent's order of preference.</param>
    /// <param name="cardUrl">Where the card came from; <c>null</c> = unknown, so interface URLs are taken as they are.</param>
    public static ChosenInterface? Choose(AgentCard card, Uri? cardUrl)
    {
        foreach (var offer in card.SupportedInterfaces)
        {
            if (IsSpoken(offer) && TryLocate(offer.Url, cardUrl, out var url))
            {
                return new ChosenInterface(url, offer.Tenant is "" ? null : offer.Tenant);
            }
        }

        return null;
    }

    private static bool IsSpoken(AgentInterface offer) =>
        string.Equals(offer.ProtocolBinding, ProtocolBindings.JsonRpc, StringComparison.OrdinalIgnoreCase)
        // By A2A 1.0 patch numbers play no part, and some cards give them.
        && (offer.ProtocolVersion == A2AVersions.V1 || offer.ProtocolVersion.StartsWith(A2AVersions.V1 + ".", StringComparison.Ordinal));

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
