using Handler.Server.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Handler.Server.Push;

/// <summary>Ready: the store is reachable, and results can be written to it.</summary>
internal sealed class PushReadyCheck(ILaneStore store, PushPulse pulse, IOptions<PushHealthOptions> options, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var fault = pulse.Epoch is not { } epoch ? "The push engine does not run."
            : pulse.IsRefused ? "The store refuses results; nothing new is sent until it takes them."
            : await FaultOfStoreAsync(epoch, cancellationToken);
        return fault is null ? HealthCheckResult.Healthy("Results can be written.") : new HealthCheckResult(context.Registration.FailureStatus, fault);
    }

    private async Task<string?> FaultOfStoreAsync(long epoch, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(options.Value.StoreTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            // Without results: it takes the way that results take, and changes nothing.
            var recorded = store.RecordAsync(new ResultBatch(epoch, [], []), either.Token);
            return (await recorded.WaitAsync(either.Token)).Outcome == RecordOutcome.Fenced
                ? $"Another process has taken over the deliveries of this store (epoch {epoch} is past)."
                : null;
        }
        catch (StoreUnavailableException unavailable)
        {
            return $"The store cannot be written: {unavailable.Message}";
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return $"The store has not answered within {options.Value.StoreTimeout.TotalSeconds:0.###} s.";
        }
    }
}
