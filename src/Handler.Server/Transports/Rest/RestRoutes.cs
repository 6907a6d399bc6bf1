using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Handler.Server.Transports.Rest;

/// <summary>The routes of REST, with and without a tenant in front.</summary>
internal static class RestRoutes
{
    // All methods, and all that lies below /tasks: what is not there is told by us, in the form of the binding.
    private static readonly string[] Roots = ["message:{action}", "tasks/{**rest}", "extendedAgentCard"];

    /// <summary>Maps them below a path.</summary>
    public static void MapRest(this IEndpointRouteBuilder endpoints, string path, RestEndpoint rest)
    {
        foreach (var root in Roots)
        {
            Map(endpoints, path, root, rest);
            Map(endpoints, path, $"{{tenant}}/{root}", rest);
        }
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, string pattern, RestEndpoint rest)
    {
        var own = pattern.Split('/').Length;
        endpoints.Map($"{path.TrimEnd('/')}/{pattern}", http => rest.HandleAsync(http, SegmentsBefore(http, own))).WithMetadata(RestAnswers.Refusal);
    }

    /// <summary>How many segments the route has before ours: those of the path, and of the group that it was mapped in.</summary>
    private static int SegmentsBefore(HttpContext http, int own) =>
        http.GetEndpoint() is RouteEndpoint route ? route.RoutePattern.PathSegments.Count - own : 0;
}
