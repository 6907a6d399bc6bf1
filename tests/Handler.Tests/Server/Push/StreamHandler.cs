using System.Net;

namespace Handler.Tests.Server.Push;

/// <summary>Answers with a body that is a stream of the test's own.</summary>
internal sealed class StreamHandler(Func<HttpRequestMessage, Stream> body, int status, long? length) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(body(request)) };
        response.Content.Headers.ContentLength = length;
        return Task.FromResult(response);
    }
}
