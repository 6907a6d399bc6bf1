using Handler.Protocol;
using Microsoft.Net.Http.Headers;

namespace Handler.Server.Transports;

/// <summary>Which content types are JSON. Pure.</summary>
internal static class JsonContentType
{
    /// <summary><c>application/json</c>, and whatever names JSON as what it is built on, such as <c>application/a2a+json</c>.</summary>
    public static bool Is(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals(A2AMediaTypes.Json, StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
}
