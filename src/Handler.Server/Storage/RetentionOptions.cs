namespace Handler.Server.Storage;

/// <summary>How long what is over is kept. <see cref="TimeSpan.MaxValue"/> keeps it for ever.</summary>
public sealed class RetentionOptions
{
    /// <summary>
    /// A task that has ended goes, with its log and its configs, so long after its last lane was settled and its last dead letter made. 7 days by
    /// default.
    /// </summary>
    public TimeSpan EndedTasks { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Dead letters can be looked at and redelivered for so long. 7 days by default.</summary>
    public TimeSpan DeadLetters { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Of a running task the log goes so long behind the next update that waits on each of its lanes, and never above the last checkpoint or under a dead
    /// letter. 1 day by default.
    /// </summary>
    public TimeSpan RunningLogs { get; set; } = TimeSpan.FromDays(1);
}
