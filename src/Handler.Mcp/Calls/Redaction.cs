using System.Text.Encodings.Web;
using System.Text.Json;
using Handler.Client.Profiles;

namespace Handler.Mcp.Calls;

/// <summary>Masks the secrets of a call wherever they come back: an agent may repeat what it was sent. Pure.</summary>
internal static class Redaction
{
    /// <summary>Shorter ones are words that an answer holds anyway, and no secrets worth the name.</summary>
    private const int Shortest = 8;

    public static string Of(string text, IEnumerable<string> secrets) =>
        secrets.Where(secret => secret.Length >= Shortest)
            .Aggregate(text, (left, secret) => left.Replace(secret, SecretMask.Of(secret), StringComparison.Ordinal));

    /// <summary>The same within the strings of JSON that was written by <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/>.</summary>
    public static string OfJson(string json, IEnumerable<string> secrets) => Of(json, secrets.Select(Encoded));

    private static string Encoded(string secret) =>
        JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
}
