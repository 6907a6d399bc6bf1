namespace Handler.Server.Storage;

/// <summary>Why deliveries were given up.</summary>
public enum DeadReason
{
    /// <summary>The receiver refused it as often as it is asked (4xx, 3xx, a forbidden address).</summary>
    Refused = 0,

    /// <summary>It could not be delivered within the horizon.</summary>
    Expired = 1,

    /// <summary>Overdue while its gate was held.</summary>
    ExpiredHeld = 2,

    /// <summary>Canceled: the receiver answered 410.</summary>
    Gone = 3,

    /// <summary>Canceled: the config was replaced by one of another dialect.</summary>
    Replaced = 4,

    /// <summary>The address of the webhook is forbidden by the policy of today.</summary>
    Forbidden = 5,
}
