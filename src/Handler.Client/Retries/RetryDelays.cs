namespace Handler.Client.Retries;

/// <summary>How long to wait before the next try. Pure: randomness is passed in.</summary>
internal static class RetryDelays
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// From the half to the whole of 0.5 s, doubled with each try; what the agent asked for, where that is longer.
    /// </summary>
    /// <param name="before">How many tries there were before this one was made.</param>
    /// <param name="asked">The agent's <c>Retry-After</c>.</param>
    /// <param name="longest">What is waited at most where the agent did not ask.</param>
    /// <param name="random">0 to 1.</param>
    public static TimeSpan Next(int before, TimeSpan? asked, TimeSpan longest, double random)
    {
        // 2^16 half seconds are most of a day; more would only overflow.
        var whole = First * (1L << Math.Min(before, 16));
        var own = (whole < longest ? whole : longest) * (0.5 + (0.5 * random));
        return asked is { } wanted && wanted > own ? wanted : own;
    }
}
