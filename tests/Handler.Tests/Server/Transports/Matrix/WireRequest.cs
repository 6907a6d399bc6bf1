using System.Net.Http.Headers;
using System.Text;

namespace Handler.Tests.Server.Transports.Matrix;

/// <summary>An HTTP request.</summary>
internal sealed record WireRequest(string Method, string Path, string? Body = null)
{
    public string? ContentType { get; init; } = "application/json";

    public string? Version { get; init; }

    public Task<HttpResponseMessage> SendAsync(HttpClient client)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(Method), new Uri(Path, UriKind.Relative));
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            request.Content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
        }

        if (Version is not null)
        {
            request.Headers.Add("A2A-Version", Version);
        }

        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
