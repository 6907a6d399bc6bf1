namespace Handler.Cli.Options;

/// <summary>URLs as people type them. Pure.</summary>
internal static class HttpUrl
{
    /// <summary>What is wrong with a URL and what to type instead; null when nothing is.</summary>
    public static string? FaultOf(string option, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            return null;
        }

        var lacksScheme = !text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate($"http://{text}", UriKind.Absolute, out _);
        return $"{option}: '{text}' is no http or https URL; " +
            (lacksScheme ? $"did you mean http://{text}?" : "write it like http://localhost:8000.");
    }
}
