namespace Handler.Server.Storage;

/// <summary>Why a gate is held.</summary>
public enum GateHold
{
    /// <summary>It is open.</summary>
    None = 0,

    /// <summary>Too many attempts in a row failed.</summary>
    Breaker = 1,

    /// <summary>The receiver asked for it by <c>Retry-After</c>.</summary>
    RetryAfter = 2,

    /// <summary>An operator holds it; it is not probed, and horizons stand still.</summary>
    Operator = 3,
}
