using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports;

/// <summary>Where the agent's JSON-RPC is reached from outside.</summary>
internal sealed class CardUrl(IOptions<A2AAgentOptions> options, LinkGenerator links)
{
    /// <summary>Below the public URL, else below what the request was sent to.</summary>
    public string For(HttpContext http)
    {
        if (options.Value.PublicUrl is { } url)
        {
            return url.AbsoluteUri.TrimEnd('/') + links.GetPathByName(JsonRpcEndpoint.Name, values: null);
        }

        var path = links.GetPathByName(http, JsonRpcEndpoint.Name, values: null);
        return $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}{path}";
    }
}
