namespace Handler.Server.Storage;

/// <summary>A task was not stored, because it comes with a push config and its owner has as many as may be (<see cref="BacklogLimits.MaxConfigsPerOwner"/>).</summary>
public sealed class TooManyConfigsException : Exception
{
    /// <summary>Says how many there may be.</summary>
    public TooManyConfigsException(int limit)
        : base($"The owner has {limit} push configs on tasks that run or with updates waiting, as many as may be. Nothing was stored.")
    {
    }
}
