using Handler.Protocol;
using Handler.Server.Transports.Rest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Handler.Server.Transports;

/// <summary>What the agent is reached by: JSON-RPC of the three dialects over one endpoint, REST, and their cards.</summary>
internal static class TransportExtensions
{
    public static void AddTransports(this IServiceCollection services)
    {
        services.TryAddSingleton<CardUrl>();
        services.TryAddSingleton<EventStreams>();
        services.TryAddSingleton<JsonRpcStreams>();
        services.TryAddSingleton<V1Dialect>();
        services.TryAddSingleton<V03Dialect>();
        services.TryAddSingleton<LegacyRequests>();
        services.TryAddSingleton<LegacyDialect>();
        services.TryAddSingleton<JsonRpcRouter>();
        services.TryAddSingleton<JsonRpcEndpoint>();
        services.TryAddSingleton<V1RestDialect>();
        services.TryAddSingleton<V03RestDialect>();
        services.TryAddSingleton<RestEndpoint>();
        services.TryAddSingleton<AgentCardEndpoint>();
        services.AddHostedService<ListeningAddresses>();
        AddRefusals(services);
    }

    /// <summary>The card where the clients of each dialect look for it; open to everybody.</summary>
    public static void MapCards(this IEndpointRouteBuilder endpoints, AgentCardEndpoint card)
    {
        MapCard(endpoints, WellKnownPaths.AgentCard, card.HandleAsync);
        MapCard(endpoints, WellKnownPaths.OldAgentCard, card.HandleV03Async);
        MapCard(endpoints, WellKnownPaths.LegacyAgentCard, card.HandleLegacyAsync);
    }

    private static void AddRefusals(IServiceCollection services)
    {
        // In the place of the one that AddAuthorization brings, and says nothing; one of the host's own stays.
        var byDefault = services.FirstOrDefault(service => service.ImplementationType == typeof(AuthorizationMiddlewareResultHandler));
        if (byDefault is not null)
        {
            services.Remove(byDefault);
        }

        services.TryAddSingleton<IAuthorizationMiddlewareResultHandler, CallerRefusals>();
    }

    private static void MapCard(IEndpointRouteBuilder endpoints, string path, RequestDelegate answer) =>
        endpoints.MapMethods(path, ["GET", "HEAD"], answer).AllowAnonymous();
}
