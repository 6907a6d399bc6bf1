using Handler.Protocol.Webhooks;

namespace Handler.Mcp.Calls;

/// <summary>Values as a model gives them, refused before anybody is called. Pure.</summary>
internal static class GivenValue
{
    /// <summary>It is a URL that can be called, and holds no password that would come back wherever the URL is told.</summary>
    /// <exception cref="ToolException">It is not.</exception>
    public static void CheckUrl(string parameter, string url, string example = "http://localhost:8000")
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || (parsed.Scheme != Uri.UriSchemeHttp && parsed.Scheme != Uri.UriSchemeHttps))
        {
            throw new ToolException($"{parameter}: '{url}' is no http or https URL; write it like {example}.");
        }

        if (parsed.UserInfo.Length > 0)
        {
            throw new ToolException($"{parameter}: the URL to {parsed.Host} holds a user or a password, which would not be sent. Take them out.");
        }
    }

    /// <summary>It is the URL of a webhook, and its token can be sent in a header.</summary>
    /// <exception cref="ToolException">It is not.</exception>
    public static void CheckWebhook(string urlParameter, string url, string tokenParameter, string? token)
    {
        CheckUrl(urlParameter, url, "https://me.example/webhook");
        if (token is not null && HeaderValue.FaultOf(token) is { } fault)
        {
            throw new ToolException($"{tokenParameter}: the token {fault}.");
        }
    }
}
