namespace Handler.Server.Push;

/// <summary>When the health of push delivery is called degraded.</summary>
public sealed class PushHealthOptions
{
    /// <summary>
    /// How long the oldest waiting delivery of any gate may have waited before <c>push-lag</c> says <c>Degraded</c>. 15 minutes by default. It never
    /// says more: one bad endpoint must not take an agent out of its load balancer.
    /// </summary>
    public TimeSpan MaxLag { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Within this time the store must have answered. 5 seconds by default.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
