using System.Net;

namespace Handler.Cli.Options;

/// <summary>URLs as people type them. Pure.</summary>
internal static class HttpUrl
{
    private const string Example = "write it like http://localhost:8000.";

    /// <summary>What is wrong with a URL and what to type instead; null when nothing is.</summary>
    public static string? FaultOf(string option, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return $"{option}: the URL is empty; {Example}";
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            return FaultOf(option, text, url);
        }

        var lacksScheme = !text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate($"http://{text}", UriKind.Absolute, out _);
        var advice = Guid.TryParse(text, out _) ? $"it looks like an id, which goes behind --task-id; {Example}"
            : lacksScheme ? $"did you mean http://{text}?"
            : PortOf(text) is { } port ? $"there is no port {port}, the last is {IPEndPoint.MaxPort}."
            : Example;
        return $"{option}: '{text}' is no http or https URL; {advice}";
    }

    private static string? FaultOf(string option, string text, Uri url)
    {
        if (url.UserInfo.Length > 0)
        {
            // Not repeated: it is a secret.
            return $"{option}: the URL to {url.Host} holds a user or a password, which would not be sent. Take them out; credentials have options of their own.";
        }

        return url.Port == 0 ? $"{option}: '{text}' has the port 0, where nobody can be called; {Example}"
            : text.Any(char.IsWhiteSpace) ? $"{option}: '{text}' holds white space; take it out, or write it as %20."
            : null;
    }

    /// <summary>A port beyond the last, which makes a URL none.</summary>
    private static string? PortOf(string text)
    {
        var port = text[(text.LastIndexOf(':') + 1)..].Split('/')[0];
        return port.Length is > 4 and < 12 && port.All(char.IsAsciiDigit) ? port : null;
    }
}
