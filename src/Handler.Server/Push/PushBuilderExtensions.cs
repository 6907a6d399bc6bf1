using Handler.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Server.Push;

/// <summary>Adds push notifications to an agent.</summary>
public static class PushBuilderExtensions
{
    /// <summary>
    /// The agent takes push configs, says so in its card, and delivers every update of a task to them: at least once, in order, for as long as
    /// <see cref="PushOptions.Horizon"/> says.
    /// </summary>
    /// <param name="builder">The agent.</param>
    /// <param name="configure">Changes limits, times and the egress policy.</param>
    public static A2AAgentBuilder AddPushNotifications(this A2AAgentBuilder builder, Action<PushOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<PushOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PushOptions>, PushOptionsValidator>());
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<PushOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Doorbell>();

        AddTelemetry(services);
        AddEgress(services);
        AddEngine(services);
        return builder;
    }

    private static void AddTelemetry(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<PushMetrics>();
        services.TryAddSingleton<PushGauges>();
        services.TryAddSingleton<PushPulse>();
        services.TryAddSingleton<GateSurveyor>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, GateSurveyor>(provider => provider.GetRequiredService<GateSurveyor>()));
    }

    private static void AddEgress(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new EgressPolicy(provider.GetRequiredService<PushOptions>().Egress));
        services.TryAddSingleton<INameResolver, SystemNameResolver>();
        services.TryAddSingleton(provider => new EgressGuard(
            provider.GetRequiredService<EgressPolicy>(),
            provider.GetRequiredService<INameResolver>(),
            provider.GetRequiredService<PushOptions>().ConnectTimeout,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<PushConfigRules>();
        services.TryAddSingleton(provider => new WebhookSender(
            WebhookHttpFactory.Create(provider.GetRequiredService<PushOptions>(), provider.GetRequiredService<EgressGuard>()),
            provider.GetRequiredService<PushOptions>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.TryAddSingleton<LanesInHand>();
        services.TryAddSingleton<ResultWriter>();
        services.TryAddSingleton(provider => new LaneDriver(
            provider.GetRequiredService<ILaneStore>(),
            provider.GetRequiredService<EndpointSealer>(),
            provider.GetRequiredService<EgressPolicy>(),
            provider.GetRequiredService<WebhookSender>(),
            provider.GetRequiredService<PushOptions>(),
            provider.GetRequiredService<LanesInHand>(),
            provider.GetRequiredService<ResultWriter>(),
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared.NextDouble,
            provider.GetRequiredService<ILogger<LaneDriver>>(),
            provider.GetRequiredService<PushMetrics>()));
        services.TryAddSingleton<LaneDispatcher>();
        services.TryAddSingleton<Sweeper>();
        services.TryAddSingleton<Redelivery>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PushEngine>());
    }
}
