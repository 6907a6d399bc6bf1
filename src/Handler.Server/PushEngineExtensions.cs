using Handler.Server.Operations;
using Handler.Server.Push;
using Handler.Server.Requests;
using Handler.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Handler.Server;

/// <summary>Adds the push engine to a host that keeps an A2A server of another make.</summary>
public static class PushEngineExtensions
{
    /// <summary>
    /// Adds the engine alone, with a store in memory that forgets everything at the end of the process; <c>Use…</c> on what comes back takes another
    /// one. The host gets <see cref="IPushNotifications"/> for what its server tells and for the configs of its clients. Nothing is mapped; <c>MapOperations</c> may be.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Changes limits, times and the egress policy.</param>
    /// <exception cref="InvalidOperationException">The host has an agent of this library, which pushes by itself.</exception>
    public static A2AAgentBuilder AddPushEngine(this IServiceCollection services, Action<PushOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(AgentProfile)))
        {
            throw TwoServers();
        }

        services.AddStorage();
        services.AddOperations();
        services.AddPushConfigs(provider => new PushSupport(
            provider.GetRequiredService<PushConfigRules>(), provider.GetRequiredService<IOptions<PushOptions>>().Value, provider.GetRequiredService<PushMetrics>()));
        services.TryAddSingleton<TaskLogs>();
        services.TryAddSingleton<IPushNotifications, PushNotifications>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PushOptions>, PushEngineOptionsValidator>());
        return new A2AAgentBuilder(services).AddPushNotifications(configure);
    }

    /// <summary>Refuses an agent beside the engine alone: at its start it would take the host's tasks for its own that were left behind.</summary>
    internal static void RefuseBesideEngine(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(IPushNotifications)))
        {
            throw TwoServers();
        }
    }

    private static InvalidOperationException TwoServers() => new(
        "A host has an agent (AddA2AAgent, with AddPushNotifications) or the push engine alone (AddPushEngine), not both: they would share one store. " +
        "Leave one of them out.");
}
