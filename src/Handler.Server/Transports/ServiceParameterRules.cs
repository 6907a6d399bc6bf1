using Handler.Protocol;
using Handler.Protocol.Errors;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>
/// <c>A2A-Version</c> and <c>A2A-Extensions</c> (A2A 1.0, 3.2.6). The method's name tells the dialect, so an absent version is taken as
/// that of the method; a version that is named must be one that this agent speaks.
/// </summary>
internal static class ServiceParameterRules
{
    /// <summary>Refuses what is not supported, and tells which extensions are active.</summary>
    /// <param name="http">The request.</param>
    /// <param name="card">The card: what it requires has to be named.</param>
    /// <param name="effective">The card with the extensions alone that the caller's dialect can make use of; all of them when left out.</param>
    /// <exception cref="A2AException">VersionNotSupported or ExtensionSupportRequired.</exception>
    public static void Check(HttpContext http, AgentCard card, AgentCard? effective = null)
    {
        var version = RequestedVersion.Of(http.Request);
        if (!version.IsSupported)
        {
            throw A2AException.VersionNotSupported(version.Text, RequestedVersion.Supported);
        }

        RequireExtensions(http.Request, card);
        TellExtensions(http, effective ?? card);
    }

    private static void RequireExtensions(HttpRequest request, AgentCard card)
    {
        var named = RequestedExtensions.Of(request);
        foreach (var extension in card.Capabilities.Extensions ?? [])
        {
            if (extension is { Required: true, Uri: { } uri } && !named.Names(uri))
            {
                throw A2AException.ExtensionSupportRequired(uri);
            }
        }
    }

    /// <summary>Tells the caller which of the extensions that it named are active, by the header that it used itself.</summary>
    private static void TellExtensions(HttpContext http, AgentCard card)
    {
        var activated = RequestedExtensions.Of(http.Request).ActivatedOn(card).Where(IsHeaderText).ToArray();
        if (activated.Length == 0)
        {
            return;
        }

        var isOld = http.Request.Headers.ContainsKey(RequestedExtensions.OldHeader) && !http.Request.Headers.ContainsKey(ServiceParameters.Extensions);
        http.Response.Headers[isOld ? RequestedExtensions.OldHeader : ServiceParameters.Extensions] = string.Join(", ", activated);
    }

    // What the card says is the author's, and may be what no header can carry.
    private static bool IsHeaderText(string uri) => uri.All(character => character is > ' ' and <= '~');
}
