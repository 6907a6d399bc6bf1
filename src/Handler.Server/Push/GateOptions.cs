namespace Handler.Server.Push;

/// <summary>When a gate (what one owner sends to one origin) is held, and for how long.</summary>
public sealed class GateOptions
{
    /// <summary>So many attempts in a row that failed (no connection, deadline, 5xx) open the breaker of a gate. 20 by default.</summary>
    public int BreakerFailures { get; set; } = 20;

    /// <summary>How long the breaker holds the gate first; doubled with each probe that fails. 5 seconds by default.</summary>
    public TimeSpan FirstHold { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The end of the doubling. 5 minutes by default; 5 seconds suit an agent in development, which then finds a late webhook at once.</summary>
    public TimeSpan MaxHold { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long <c>Retry-After</c> holds a gate at most, whatever it asks for; the lane that was told waits as long as it says, up to an hour.
    /// 60 seconds by default.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);
}
