using Handler.Server.Push;
using Handler.Server.Requests;
using Handler.Server.Storage;
using Handler.Server.Storage.Memory;
using Handler.Server.Tasks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Server;

/// <summary>What an agent and the engine alone have in common: the store, and the operations on configs.</summary>
internal static class StorageExtensions
{
    /// <summary>Adds the store in memory in its roles, unless there is another.</summary>
    public static void AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Doorbell>();
        services.TryAddSingleton(provider => LimitsOf(provider.GetRequiredService<IOptions<PushOptions>>().Value));
        services.TryAddSingleton<IAgentStore, MemoryAgentStore>();
        services.TryAddSingleton<ITaskStore>(provider => provider.GetRequiredService<IAgentStore>());
        services.TryAddSingleton<IPushNotificationConfigStore>(provider => provider.GetRequiredService<IAgentStore>());
        services.TryAddSingleton<ILaneStore>(provider => provider.GetRequiredService<IAgentStore>());
        services.TryAddSingleton<IOperationsStore>(provider => provider.GetRequiredService<IAgentStore>());

        services.TryAddSingleton(provider => TaskBodies.UpTo(provider.GetRequiredService<IOptions<PushOptions>>().Value.MaxBodyBytes));

        // Without a key ring of the host or of the store, secrets live as long as the process, as the store in memory does.
        services.TryAddSingleton(provider =>
            new EndpointSealer(provider.GetService<IDataProtectionProvider>() ?? new EphemeralDataProtectionProvider()));
    }

    /// <summary>Adds the operations on configs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="pushOf">What there is of push; null where nothing is pushed.</param>
    public static void AddPushConfigs(this IServiceCollection services, Func<IServiceProvider, PushSupport?> pushOf)
    {
        services.TryAddSingleton(new IdSource(Guid.NewGuid));
        services.TryAddSingleton(provider => new PushConfigRequests(
            provider.GetRequiredService<IAgentStore>(),
            provider.GetRequiredService<EndpointSealer>(),
            pushOf(provider),
            provider.GetRequiredService<IdSource>(),
            provider.GetRequiredService<ILogger<PushConfigRequests>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<NotificationBodyRenderer>()));
    }

    private static BacklogLimits LimitsOf(PushOptions push) => new()
    {
        MaxWaitingPerLane = push.MaxWaitingPerConfig,
        MaxWaitingPerOwner = push.MaxWaitingPerOwner,
        MaxConfigsPerOwner = push.MaxConfigsPerOwner,
    };
}
