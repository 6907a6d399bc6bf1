namespace Handler.Receiver;

/// <summary>How the handler is run.</summary>
public sealed class HandlingOptions
{
    /// <summary>How many tasks are handled at the same time; 16 by default. One task's pushes are always handled one by one.</summary>
    public int MaxParallel { get; set; } = 16;

    /// <summary>How long to wait after each throw before the next try; after the last of them the push is marked failed. 1, 10, 60 s by default.</summary>
    public IReadOnlyList<TimeSpan> RetryAfter { get; set; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)];
}
