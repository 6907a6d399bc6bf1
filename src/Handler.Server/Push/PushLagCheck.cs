using Handler.Server.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Handler.Server.Push;

/// <summary>Lag: how long the oldest delivery has waited. Never worse than degraded.</summary>
internal sealed class PushLagCheck(GateSurveyor surveyor, IOptions<PushHealthOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var survey = await surveyor.ReadAsync(cancellationToken);
            return survey.Lag <= options.Value.MaxLag
                ? HealthCheckResult.Healthy($"{survey.Waiting} deliveries wait, the oldest for {survey.Lag.TotalSeconds:0} s.", Data(survey))
                : HealthCheckResult.Degraded(
                    $"The oldest of {survey.Waiting} waiting deliveries, to {survey.Worst[0].Row.Key.Origin}, has waited for {survey.Lag.TotalSeconds:0} s; " +
                    $"up to {options.Value.MaxLag.TotalSeconds:0} s are well (PushHealthOptions.MaxLag).",
                    data: Data(survey));
        }
        catch (StoreUnavailableException unavailable)
        {
            return HealthCheckResult.Degraded($"What waits cannot be read: {unavailable.Message}");
        }
    }

    private static Dictionary<string, object> Data(GateSurvey survey) => new(StringComparer.Ordinal)
    {
        ["waiting"] = survey.Waiting,
        ["lagSeconds"] = survey.Lag.TotalSeconds,
        ["heldGates"] = survey.Held.Values.Sum(),
    };
}
