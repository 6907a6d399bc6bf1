using System.Text;
using Handler.Tests.Server.Transports.Rest;

namespace Handler.Tests.Server.Transports.Hostile;

/// <summary>A request that somebody might send, whatever for.</summary>
internal sealed record HostileRequest(string Method, string Path, byte[]? Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    public async Task<HttpResponseMessage> SendAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(Method), new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + Path));
        request.Content = Body is null ? null : new ByteArrayContent(Body);
        request.Headers.TryAddWithoutValidation(RestCaller.RawTarget, Path);
        foreach (var (name, value) in Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content?.Headers.TryAddWithoutValidation(name, value) == true;
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public override string ToString() =>
        $"{Method} {Path} [{string.Join("; ", Headers.Select(header => $"{header.Name}: {header.Value}"))}] {(Body is null ? "" : Encoding.UTF8.GetString(Body))}";
}
