using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports;

/// <summary>Where the agent's JSON-RPC is reached from outside.</summary>
internal sealed class CardUrl(IOptions<A2AAgentOptions> options, LinkGenerator links)
{
    /// <summary>
    /// Below the public URL, else below what the request was sent to. Without a path there is no slash at its end: clients of 0.3 append
    /// <c>/v1/card</c> to it (A2A 0.3, 7.10). With one the slash belongs to it, for what is before the agent may tell the two apart.
    /// </summary>
    public string For(HttpContext http)
    {
        if (options.Value.PublicUrl is { } url)
        {
            return UnderOrigin(url.AbsoluteUri.TrimEnd('/'), url.AbsolutePath == "/", links.GetPathByName(JsonRpcEndpoint.Name, values: null));
        }

        var origin = $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}";
        return UnderOrigin(origin, isOrigin: true, links.GetPathByName(http, JsonRpcEndpoint.Name, values: null));
    }

    private static string UnderOrigin(string url, bool isOrigin, string? path) => isOrigin && path == "/" ? url : url + path;
}
