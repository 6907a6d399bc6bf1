namespace Handler.Protocol.Webhooks;

/// <summary>The headers of a push notification beside <c>Authorization</c>, <c>Content-Type</c> and <see cref="ServiceParameters"/>.</summary>
public static class WebhookHeaders
{
    /// <summary>The token of the config.</summary>
    public const string NotificationToken = "X-A2A-Notification-Token";

    /// <summary>The same as some other senders spell it; receivers read both.</summary>
    public const string NotificationTokenAlias = "A2A-Notification-Token";

    /// <summary>The delivery's id, the same at every attempt (see <see cref="DeliveryId"/>).</summary>
    public const string Id = "webhook-id";

    /// <summary>When the attempt was made, in Unix seconds.</summary>
    public const string Timestamp = "webhook-timestamp";

    /// <summary>Standard Webhooks signatures over id, timestamp and body.</summary>
    public const string Signature = "webhook-signature";

    /// <summary>The event's number in the log of its task; holes are normal.</summary>
    public const string EventSequence = "X-A2A-Event-Sequence";

    /// <summary>
    /// The sequence that this config passed before, delivered or dead; absent when there was none. A receiver that did not see that
    /// one has missed it.
    /// </summary>
    public const string EventPrevious = "X-A2A-Event-Previous";

    /// <summary>1, 2, …; a crash may repeat a number.</summary>
    public const string DeliveryAttempt = "X-A2A-Delivery-Attempt";

    /// <summary><c>1</c> when an operator sent it again.</summary>
    public const string Redelivery = "X-A2A-Redelivery";

    /// <summary>W3C trace context.</summary>
    public const string TraceParent = "traceparent";
}
