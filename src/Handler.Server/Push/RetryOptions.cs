namespace Handler.Server.Push;

/// <summary>How long a lane waits after an attempt that failed.</summary>
public sealed class RetryOptions
{
    /// <summary>
    /// The upper end of the wait after the first failure of a lane; it doubles with each further one. The wait itself is random between 0 and that
    /// end (full jitter), and at least <see cref="Floor"/>. 1 second by default.
    /// </summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The end of the doubling. 1 hour by default; 5 seconds suit an agent in development, which then finds a late webhook at once.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The shortest wait after a failure. Half a second by default.</summary>
    public TimeSpan Floor { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The waits after a refusal that a deploy or a key rotation may lift (401, 403, 404, 405, other 4xx, 3xx, an address forbidden after a
    /// look-up). The refusal after the last wait makes a dead letter.
    /// </summary>
    public IReadOnlyList<TimeSpan> RefusalWaits { get; set; } =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(40),
    ];

    /// <summary>The waits after a refusal of the very body (400, 413, 415, 422). The refusal after the last wait makes a dead letter.</summary>
    public IReadOnlyList<TimeSpan> StrictRefusalWaits { get; set; } = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)];
}
