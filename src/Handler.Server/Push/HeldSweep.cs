using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Push;

/// <summary>Gives up what is overdue at gates that breaker or <c>Retry-After</c> holds: nothing there gets an attempt of its own.</summary>
internal sealed partial class HeldSweep(
    ILaneStore store, LanesInHand lanes, PushOptions options, TimeProvider clock, ILogger logger, PushMetrics? metrics)
{
    private bool _isUnderWay;

    /// <summary>Sweeps once, in as many transactions as it takes.</summary>
    public async Task SweepAsync(long epoch, CancellationToken stop)
    {
        // Not at the engine's start: a gate whose endpoint came back while nobody was running to probe it is probed first.
        var isFirst = !_isUnderWay;
        _isUnderWay = true;
        if (isFirst || lanes.Gates.IsEmpty)
        {
            return;
        }

        var all = new HeldExpired();
        for (var isMore = true; isMore;)
        {
            var expiry = new HeldExpiry { Epoch = epoch, Now = clock.GetUtcNow(), Horizon = options.Horizon, InHand = lanes.Contains };
            var expired = await store.ExpireHeldAsync(expiry, stop);
            all = new HeldExpired(all.Lanes + expired.Lanes, all.Deliveries + expired.Deliveries);
            isMore = expired.Lanes >= expiry.MaxLanes;
        }

        if (all.Lanes > 0)
        {
            metrics?.Died(DeadReason.ExpiredHeld, all.Lanes);
            LogExpired(all.Deliveries, all.Lanes);
        }
    }

    [LoggerMessage(82, LogLevel.Warning,
        "{Deliveries} overdue updates to {Lanes} webhooks whose gates are held were given up without an attempt (expired-held).")]
    private partial void LogExpired(int deliveries, int lanes);
}
