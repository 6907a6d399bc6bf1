using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What the agent promises of its pushes, from the options that make it so. Pure.</summary>
internal static class DeliveryPromises
{
    /// <summary>The promises.</summary>
    /// <param name="options">The options of this agent.</param>
    /// <param name="isDurable">See <see cref="IAgentStore.IsDurable"/>.</param>
    /// <param name="filters">What an event filter may name.</param>
    public static PushDeliveryParams Of(PushOptions options, bool isDurable, EventFilter filters) => new()
    {
        Guarantee = "at-least-once",
        Order = "config",
        Durable = isDurable,
        Automatic = options.Automatic,
        RetryHorizonSeconds = options.Horizon.TotalSeconds,
        MaxRetryDelaySeconds = LongestWait(options.Retry).TotalSeconds,
        AttemptTimeoutSeconds = options.AttemptTimeout.TotalSeconds,
        MaxBodyBytes = options.MaxBodyBytes,
        Headers = NotificationFormatter.HeaderNames,
        Bodies = [.. Enum.GetValues<WireFormat>().Select(BodyOf)],
        EventFilter = filters,
    };

    private static TimeSpan LongestWait(RetryOptions retry) => retry.RefusalWaits.Concat(retry.StrictRefusalWaits).Append(retry.MaxDelay).Max();

    private static PushBodyFormat BodyOf(WireFormat format) => new()
    {
        Dialect = format.DisplayName,
        ContentType = NotificationBody.ContentType(format),
        Content = NotificationBody.ContentName(format),
    };
}
