using Microsoft.AspNetCore.Http;

namespace Handler.Receiver.Endpoints;

/// <summary>A whole answer, fixed to the byte.</summary>
internal sealed record Answer(int Status, byte[] Body, string ContentType = Answer.Json)
{
    public const string Json = "application/json";

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        response.Headers.XContentTypeOptions = "nosniff";

        // Not canceled with the request: when nobody waits any more for these few bytes, that is no error.
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(Body, CancellationToken.None).AsTask();
    }
}
