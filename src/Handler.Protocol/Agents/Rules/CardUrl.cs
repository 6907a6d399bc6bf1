using System.Text.Json;

namespace Handler.Protocol.Agents.Rules;

/// <summary>URLs in cards: absolute, http or https, and without what gives a secret away or leads nowhere. Pure.</summary>
internal static class CardUrl
{
    /// <summary>Finds what is wrong with a URL that is called or opened over http.</summary>
    public static void Check(CardNode? node)
    {
        if (node?.AsFilledText() is not { } text)
        {
            return;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            node.Fault($"must be an absolute http or https URL, found {node.Shown}");
        }
        else if (FaultOf(url, text) is { } fault)
        {
            node.Fault(fault);
        }
        else
        {
            WarnOf(url, node);
        }
    }

    /// <summary>The address of a gRPC server: <c>host:port</c>, or a URL.</summary>
    public static void CheckGrpc(CardNode? node)
    {
        if (node?.Value.ValueKind == JsonValueKind.String && IsHostAndPort(node.Value.GetString()!))
        {
            return;
        }

        Check(node);
    }

    /// <summary>Any absolute URI: an identifier, or the address of a binding that nobody here knows.</summary>
    public static void CheckUri(CardNode? node)
    {
        if (node?.AsFilledText() is { } text && !IsUri(text))
        {
            node.Fault($"must be an absolute URI, found {node.Shown}");
        }
    }

    // On Unix "/a2a" counts as the path of a file.
    public static bool IsUri(string text) =>
        !text.StartsWith('/') && !text.Any(char.IsWhiteSpace) && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static string? FaultOf(Uri url, string text) =>
        url.UserInfo.Length > 0 ? "holds a user or a password, which everybody who reads the card would have; take them out."
        : text.Any(char.IsWhiteSpace) ? "holds white space; take it out."
        : null;

    private static void WarnOf(Uri url, CardNode node)
    {
        if (url.Host is "0.0.0.0" or "[::]")
        {
            node.Warn($"{url.Host} is an address to listen on, not to call; write the name by which clients reach the agent.");
        }
        else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            node.Warn("is http, which everybody on the way can read and change; use https in production.");
        }
    }

    private static bool IsHostAndPort(string text) =>
        !text.Contains('/', StringComparison.Ordinal)
        && Uri.TryCreate($"http://{text}", UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0
        && text.EndsWith($":{url.Port}", StringComparison.Ordinal);
}
