namespace Handler.Server.Push;

/// <summary>Why a delivery is not redelivered.</summary>
internal enum RedeliveryRefusal
{
    /// <summary>There is no such delivery.</summary>
    NotFound,

    /// <summary>It was not given up: it waits, or was delivered.</summary>
    NotDead,

    /// <summary>The config was deleted: nobody wants it any more.</summary>
    ConfigDeleted,

    /// <summary>The webhook answered 410, and its config was not created again since.</summary>
    ConfigGone,

    /// <summary>The config was replaced or deleted while this was about to start.</summary>
    ConfigChanged,

    /// <summary>The secrets of the config cannot be read with the keys at hand.</summary>
    SecretUnreadable,

    /// <summary>The egress policy forbids the webhook's address.</summary>
    AddressForbidden,

    /// <summary>The gate is held.</summary>
    GateHeld,

    /// <summary>The task's log was pruned up to there.</summary>
    BodyGone,

    /// <summary>The agent stops.</summary>
    Stopping,
}
