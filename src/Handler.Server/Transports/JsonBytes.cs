using Handler.Protocol;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>An answer that is JSON already.</summary>
internal sealed class JsonBytes(ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK, string contentType = A2AMediaTypes.Json) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = contentType;
        httpContext.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
