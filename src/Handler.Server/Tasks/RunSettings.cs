namespace Handler.Server.Tasks;

/// <summary>The times of a run.</summary>
internal sealed record RunSettings
{
    /// <summary>Appends of text to one artifact within this time are one event; zero = each its own.</summary>
    public TimeSpan AppendWindow { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long an immediate return waits for the first event before the task is announced.</summary>
    public TimeSpan AnnounceAfter { get; init; } = TimeSpan.FromMilliseconds(500);
}
