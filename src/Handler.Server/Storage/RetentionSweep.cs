namespace Handler.Server.Storage;

/// <summary>A request to remove what need not be kept any more, some of it at a time.</summary>
public sealed record RetentionSweep
{
    /// <summary>The epoch of the owner; one of an earlier epoch removes nothing.</summary>
    public required long Epoch { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long what is kept.</summary>
    public required RetentionOptions Retention { get; init; }

    /// <summary>How many tasks, or dead stretches, a transaction looks at, at the most.</summary>
    public int MaxTasks { get; init; } = 200;

    /// <summary>How many events it removes, at the most.</summary>
    public int MaxEvents { get; init; } = 5000;

    /// <summary>What was settled at or before this time is kept no longer, of what is kept for <paramref name="period"/>.</summary>
    public DateTimeOffset Before(TimeSpan period) => Now.UtcTicks > period.Ticks ? Now - period : DateTimeOffset.MinValue;
}
