using Handler.Protocol;
using Handler.Protocol.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Handler.Server.Transports.Rest;

/// <summary>Answers of REST (A2A 1.0, 11.4 and 11.6), in the media type that the caller asks for.</summary>
internal static class RestAnswers
{
    /// <summary>For callers who are not let in.</summary>
    public static RefusalForm Refusal { get; } = new(Refuse);

    public static IResult Json<T>(HttpContext http, T value) => new JsonBytes(A2AJson.Write(value), contentType: MediaTypeOf(http.Request));

    /// <summary>An answer that says nothing.</summary>
    public static IResult Empty(HttpContext http) => new JsonBytes("{}"u8.ToArray(), contentType: MediaTypeOf(http.Request));

    /// <summary>An error.</summary>
    /// <param name="http">The request.</param>
    /// <param name="error">The error.</param>
    /// <param name="status">The HTTP status where it is not that of the error table.</param>
    public static IResult Error(HttpContext http, HttpError error, int? status = null)
    {
        var told = status is { } code ? error with { Code = code } : error;
        return new JsonBytes(Body(told), told.Code, MediaTypeOf(http.Request));
    }

    /// <summary>The body of an error.</summary>
    public static byte[] Body(HttpError error) => A2AJson.Write(new HttpErrorBody { Error = error });

    /// <summary>
    /// <c>application/a2a+json</c> where the caller asks for it, and not more for plain JSON, which everybody reads.
    /// </summary>
    private static string MediaTypeOf(HttpRequest request)
    {
        var asked = request.GetTypedHeaders().Accept;
        return Quality(asked, A2AMediaTypes.A2AJson) is > 0 and var quality && quality >= Quality(asked, A2AMediaTypes.Json)
            ? A2AMediaTypes.A2AJson
            : A2AMediaTypes.Json;
    }

    private static double Quality(IList<MediaTypeHeaderValue> asked, string mediaType) =>
        asked.Where(range => range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            .Select(range => range.Quality ?? 1)
            .DefaultIfEmpty(0)
            .Max();

    private static IResult Refuse(HttpContext http, int status, string text)
    {
        var name = status == StatusCodes.Status401Unauthorized ? "UNAUTHENTICATED" : "PERMISSION_DENIED";
        return Error(http, new HttpError
        {
            Code = status,
            Status = name,
            Message = text,
            Details = [new ErrorDetail { Type = ErrorDetail.ErrorInfoType, Reason = name, Domain = A2AErrors.Domain }],
        });
    }
}
