using Handler.Protocol;
using Handler.Protocol.Errors;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Handler.Server.Transports;

/// <summary>Which content types are JSON. Pure.</summary>
internal static class JsonContentType
{
    private const int LongestText = 80;

    /// <summary>
    /// <c>application/json</c>, and whatever names JSON as what it is built on, such as <c>application/a2a+json</c>. JSON is UTF-8 (RFC 8259,
    /// 8.1), so a <c>charset</c> may say that and nothing else.
    /// </summary>
    public static bool Is(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals(A2AMediaTypes.Json, StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset));

    /// <summary>ContentTypeNotSupported, for a request of another type.</summary>
    public static A2AException Refusal(string? contentType)
    {
        var found = contentType is { Length: > LongestText } ? string.Concat(contentType.AsSpan(0, LongestText), "…") : contentType ?? "";
        var what = found.Length == 0 ? "There is no Content-Type" : $"Content-Type is '{found}'";
        return new A2AException(A2AErrorCode.ContentTypeNotSupported, $"{what}; send {A2AMediaTypes.Json}, in UTF-8.")
        {
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["contentType"] = found },
        };
    }

    private static bool IsUtf8(StringSegment charset) =>
        !charset.HasValue || charset.Length == 0
        || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
