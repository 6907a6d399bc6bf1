using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>The times of a run.</summary>
internal sealed record RunSettings
{
    /// <summary>Appends of text to one artifact within this time are one event; zero = each its own.</summary>
    public TimeSpan AppendWindow { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether what a task tells is pushed; else only what its executor pushes by hand.</summary>
    public bool PushesAutomatically { get; init; } = true;

    /// <summary>Who reads what a task tells.</summary>
    public EventTarget Readers => PushesAutomatically ? EventTarget.All : EventTarget.None;

    /// <summary>How long an immediate return waits for the first event before the task is announced.</summary>
    public TimeSpan AnnounceAfter { get; init; } = TimeSpan.FromMilliseconds(500);
}
