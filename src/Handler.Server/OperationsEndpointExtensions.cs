using System.Diagnostics.CodeAnalysis;
using Handler.Server.Operations;
using Handler.Server.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Server;

/// <summary>Maps what operators of an agent that pushes work with.</summary>
public static class OperationsEndpointExtensions
{
    /// <summary>
    /// Maps the operations of push delivery below <paramref name="path"/>: what waits, what was given up, single deliveries and gates, in JSON
    /// (<c>docs/operations.md</c>). They show and steer what every caller of the agent is sent, so the host refuses to start unless
    /// <c>RequireAuthorization</c> was called on what comes back, or <see cref="OperationsOptions.Token"/> is set; the address that a request
    /// comes from counts for nothing.
    /// </summary>
    /// <param name="endpoints">The routes of the app.</param>
    /// <param name="path">What their paths begin with.</param>
    /// <param name="configure">Such as <c>operations => operations.Token = token</c>.</param>
    /// <exception cref="InvalidOperationException">The agent does not push, or the token is none.</exception>
    public static IEndpointConventionBuilder MapOperations(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path = "/operations", Action<OperationsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        if (services.GetService<PushOptions>() is null)
        {
            throw new InvalidOperationException(
                "MapOperations has no deliveries to show. Have the agent push before the host is built: builder.Services.AddA2AAgent<YourAgent>(card).AddPushNotifications(), or builder.Services.AddPushEngine().");
        }

        var options = new OperationsOptions();
        configure?.Invoke(options);
        if (options.FaultOfToken is { } fault)
        {
            throw new InvalidOperationException($"The token of MapOperations {fault}. One is made by: openssl rand -hex 32");
        }

        var group = endpoints.MapGroup(path);
        services.GetRequiredService<OperationsEndpoints>().Map(group, new OperationsAccess(options.Token));
        return group;
    }
}
