using System.Buffers.Text;
using System.Text.Json;

namespace Handler.Protocol.Agents.Rules;

/// <summary>Whether the parts of a detached JSON Web Signature can be read (RFC 7515); whether they verify is another question. Pure.</summary>
internal static class CardSignatures
{
    /// <summary>The protected header is the base64url of a JSON object that names the algorithm.</summary>
    public static void CheckHeader(CardNode? node)
    {
        if (node?.AsFilledText() is { } text && FaultOfHeader(text) is { } fault)
        {
            node.Fault($"{fault} (RFC 7515, 4.1), found {node.Shown}");
        }
    }

    public static void CheckSignature(CardNode? node)
    {
        if (node?.AsFilledText() is { } text && !IsBase64Url(text))
        {
            node.Fault($"must be base64url without padding, found {node.Shown}");
        }
    }

    private static string? FaultOfHeader(string text)
    {
        if (!IsBase64Url(text))
        {
            return "must be the base64url, without padding, of a JSON object";
        }

        try
        {
            var header = JsonElement.Parse(Base64Url.DecodeFromChars(text));
            return header.ValueKind == JsonValueKind.Object && header.TryGetProperty("alg", out _)
                ? null
                : "must be the base64url of a JSON object with alg";
        }
        catch (JsonException)
        {
            return "must be the base64url of a JSON object";
        }
    }

    private static bool IsBase64Url(string text) => !text.Contains('=', StringComparison.Ordinal) && Base64Url.IsValid(text);
}
