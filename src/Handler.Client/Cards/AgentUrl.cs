using System.Diagnostics.CodeAnalysis;
using Handler.Protocol;

namespace Handler.Client.Cards;

/// <summary>URLs as people type them.</summary>
internal static class AgentUrl
{
    private const string CardSuffix = ".json";

    /// <summary>Reads a URL that the caller gave.</summary>
    /// <exception cref="ArgumentException">It is no absolute http or https URL.</exception>
    public static Uri Parse(string url) =>
        TryParse(url, out var parsed)
            ? parsed
            : throw new ArgumentException($"'{url}' is no absolute http or https URL; write it like https://agent.example/a2a.", nameof(url));

    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && IsHttp(url);

    public static bool IsHttp(Uri url) => url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;

    /// <summary>Where the card may be: at the URL itself if it is a card's, else for each path below the URL, then below the host's root.</summary>
    public static IReadOnlyList<Uri> CardCandidates(Uri url, IReadOnlyList<string> paths) =>
        url.AbsolutePath.EndsWith(CardSuffix, StringComparison.OrdinalIgnoreCase)
        || WellKnownPaths.AgentCardsOfAllVersions.Any(path => url.AbsolutePath.EndsWith(path, StringComparison.Ordinal))
            ? [url]
            : [.. paths.SelectMany(path => Below(url, path))];

    /// <summary>Where a card of any version may be, the newest first, and at last the URL itself.</summary>
    public static IReadOnlyList<Uri> CardCandidatesOfAllVersions(Uri url) =>
        [.. CardCandidates(url, WellKnownPaths.AgentCardsOfAllVersions).Append(url).Distinct()];

    private static IReadOnlyList<Uri> Below(Uri url, string path)
    {
        var below = new UriBuilder(url) { Path = url.AbsolutePath.TrimEnd('/') + path, Fragment = "" }.Uri;
        var root = new UriBuilder(url) { Path = path, Fragment = "" }.Uri;
        // Below the given path first: several agents may share a host, and the card at its root be another's.
        return below == root ? [below] : [below, root];
    }
}
