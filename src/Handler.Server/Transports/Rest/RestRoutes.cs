using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Handler.Server.Transports.Rest;

/// <summary>The routes of REST, with and without a tenant in front, and those of 0.3.</summary>
internal static class RestRoutes
{
    // All methods, and all that lies below /tasks: what is not there is told by us, in the form of the binding.
    private static readonly string[] Roots = ["message:{action}", "tasks/{**rest}", "extendedAgentCard"];
    private static readonly string[] V03Roots = ["message:{action}", "tasks/{**rest}", "card"];

    /// <summary>Maps them below a path.</summary>
    public static void MapRest(this IEndpointRouteBuilder endpoints, string path, RestEndpoint rest)
    {
        foreach (var root in Roots)
        {
            Map(endpoints, path, root, rest, RestAnswers.Refusal);
            Map(endpoints, path, $"{{tenant}}/{root}", rest, RestAnswers.Refusal);
        }

        foreach (var root in V03Roots)
        {
            Map(endpoints, path, $"{RestPath.V03}/{root}", rest, V03RestDialect.Refusal);
        }
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, string pattern, RestEndpoint rest, RefusalForm refusal)
    {
        var own = pattern.Split('/').Length;
        endpoints.Map($"{path.TrimEnd('/')}/{pattern}", http => rest.HandleAsync(http, SegmentsBefore(http, own))).WithMetadata(refusal);
    }

    /// <summary>How many segments the route has before ours: those of the path, and of the group that it was mapped in.</summary>
    private static int SegmentsBefore(HttpContext http, int own) =>
        http.GetEndpoint() is RouteEndpoint route ? route.RoutePattern.PathSegments.Count - own : 0;
}
