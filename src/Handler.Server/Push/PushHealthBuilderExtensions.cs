using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Handler.Server.Push;

/// <summary>Adds the health checks of push delivery.</summary>
public static class PushHealthBuilderExtensions
{
    /// <summary>
    /// Adds three checks: <c>push-live</c> (tag <c>live</c>): the engine runs; <c>push-ready</c> (tag <c>ready</c>): the store is reachable and results
    /// can be written; <c>push-lag</c> (tag <c>ready</c>): how long the oldest delivery has waited, at most <c>Degraded</c>. The agent must push
    /// (<c>AddPushNotifications</c> or <c>AddPushEngine</c>).
    /// </summary>
    /// <param name="builder">The health checks of the host.</param>
    /// <param name="configure">Changes when delivery is called degraded.</param>
    public static IHealthChecksBuilder AddPushHealthChecks(this IHealthChecksBuilder builder, Action<PushHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<PushHealthOptions>().Configure(options => configure?.Invoke(options))
            .Validate(options => options.MaxLag > TimeSpan.Zero, "PushHealthOptions.MaxLag must be above zero.")
            .Validate(options => options.StoreTimeout > TimeSpan.Zero, "PushHealthOptions.StoreTimeout must be above zero.")
            .ValidateOnStart();
        return builder
            .AddCheck<PushLiveCheck>("push-live", HealthStatus.Unhealthy, ["live"])
            .AddCheck<PushReadyCheck>("push-ready", HealthStatus.Unhealthy, ["ready"])
            .AddCheck<PushLagCheck>("push-lag", HealthStatus.Degraded, ["ready"]);
    }
}
