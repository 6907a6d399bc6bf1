using System.Text;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// Texts from the network as they may be kept: secrets of the config masked (receivers echo them), control characters gone, bounded.
/// </summary>
internal static class AnswerText
{
    public const int MaxExcerptBytes = 1024;

    private const int MaxDetailLength = 512;
    private const string Mask = "***";

    // A beginning of a secret shorter than this, where the text was cut, tells nothing and may be chance.
    private const int LeastCutSecret = 4;

    /// <summary>The beginning of an answer's body; null when there is none.</summary>
    public static string? Excerpt(ReadOnlySpan<byte> body, PushEndpoint endpoint)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        // Masked before it is cut, so that the cut leaves no half secret.
        var text = Clean(MaskSecrets(Encoding.UTF8.GetString(body), endpoint));
        return Cut(text, MaxExcerptBytes);
    }

    /// <summary>What went wrong.</summary>
    public static string Detail(string text, PushEndpoint endpoint)
    {
        var masked = Clean(MaskSecrets(text, endpoint));
        return masked.Length <= MaxDetailLength ? masked : masked[..MaxDetailLength];
    }

    private static string MaskSecrets(string text, PushEndpoint endpoint)
    {
        text = MaskSecret(text, endpoint.Token);
        text = MaskSecret(text, endpoint.Authentication?.Credentials);
        if (Uri.TryCreate(endpoint.Url, UriKind.Absolute, out var url))
        {
            text = MaskSecret(text, url.PathAndQuery.Length > 1 ? url.PathAndQuery : null);
            text = MaskSecret(text, url.Query.Length > 1 ? url.Query[1..] : null);
        }

        return text;
    }

    private static string MaskSecret(string text, string? secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return text;
        }

        text = text.Replace(secret, Mask, StringComparison.Ordinal);
        for (var length = Math.Min(secret.Length - 1, text.Length); length >= LeastCutSecret; length--)
        {
            if (text.AsSpan().EndsWith(secret.AsSpan(0, length)))
            {
                return string.Concat(text.AsSpan(0, text.Length - length), Mask);
            }
        }

        return text;
    }

    private static string Clean(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });

    private static string Cut(string text, int maxBytes)
    {
        Span<byte> bytes = stackalloc byte[maxBytes];
        Encoding.UTF8.GetEncoder().Convert(text, bytes, flush: false, out var used, out _, out _);
        return used == text.Length ? text : text[..used];
    }
}
