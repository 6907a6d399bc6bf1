using Handler.Client.Cards;
using Handler.Protocol;

namespace Handler.Client.Profiles;

/// <summary>
/// Under which name an agent is saved: scheme, host, port and path of its URL, or of its card's. User, query and fragment play no part;
/// they may hold secrets. Pure.
/// </summary>
internal static class SavedUrl
{
    /// <summary>The name of the agent at a URL: <c>http://H:8000/</c> and <c>http://h:8000/.well-known/agent-card.json</c> are one agent.</summary>
    /// <exception cref="ArgumentException">It is no absolute http or https URL.</exception>
    public static string Of(string agentUrl)
    {
        // The parser has made scheme and host lower case, left a default port out, and resolved dots in the path.
        var url = AgentUrl.Parse(agentUrl);
        var text = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        return WellKnownPaths.AgentCardsOfAllVersions.FirstOrDefault(card => text.EndsWith(card, StringComparison.OrdinalIgnoreCase)) is { } card
            ? text[..^card.Length].TrimEnd('/')
            : text;
    }
}
