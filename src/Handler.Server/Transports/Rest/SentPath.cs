using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Handler.Server.Transports.Rest;

/// <summary>The path of a request as it was sent. Servers decode it, and then <c>:</c> in an id cannot be told from <c>:</c> before an action.</summary>
internal static class SentPath
{
    private const string EncodedSlash = "%2F";

    /// <summary>The last segments of the path, still percent-encoded; a slash at its end makes no segment.</summary>
    /// <param name="request">The request.</param>
    /// <param name="skip">How many segments the routes of the agent begin with.</param>
    public static IReadOnlyList<string> SegmentsOf(HttpRequest request, int skip)
    {
        var decoded = Split(request.Path.Value);
        var sent = Split(request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?', 2)[0]);

        // From the end: a prefix may have been taken off the path on its way here, or put on.
        var tail = sent.Length < decoded.Length ? [] : sent[^decoded.Length..];
        var isSame = tail.Zip(decoded).All(pair => IsSame(pair.First, pair.Second)) && tail.Length == decoded.Length;
        return [.. (isSame ? tail : decoded.Select(Encode)).Skip(skip)];
    }

    private static string[] Split(string? path) => path?.Trim('/') is { Length: > 0 } trimmed ? trimmed.Split('/') : [];

    /// <summary>What servers leave as it is, they leave in its case.</summary>
    private static bool IsSame(string sent, string decoded) => string.Equals(
        Uri.UnescapeDataString(sent.Replace(EncodedSlash, "%252F", StringComparison.OrdinalIgnoreCase)), decoded, StringComparison.OrdinalIgnoreCase);

    /// <summary>Of a path that was rewritten, the text as it is; the encoded slash is all that servers do not decode.</summary>
    private static string Encode(string decoded) =>
        decoded.Replace("%", "%25", StringComparison.Ordinal).Replace("%252F", EncodedSlash, StringComparison.OrdinalIgnoreCase);
}
