using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Handler.Server.Push;

/// <summary>Live: the engine runs.</summary>
internal sealed class PushLiveCheck(PushPulse pulse) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        pulse.Epoch is { } epoch
            ? HealthCheckResult.Healthy($"The push engine runs (epoch {epoch}).")
            : new HealthCheckResult(context.Registration.FailureStatus, "The push engine does not run: it has not started yet, or has ended; the log says why."));
}
