namespace Handler.Server.Storage;

/// <summary>For whom an event is: all lanes of its task, one lane, or none (streams and the task itself alone).</summary>
public readonly record struct EventTarget
{
    private EventTarget(Guid? lane, bool none)
    {
        Lane = lane;
        IsNone = none;
    }

    /// <summary>For every lane of the task whose mask lets it pass.</summary>
    public static EventTarget All => default;

    /// <summary>For no lane: the event is part of the log, and nothing is pushed.</summary>
    public static EventTarget None { get; } = new(null, none: true);

    /// <summary>The one lane that reads it, or null. Streams and the projection skip what is for one lane.</summary>
    public Guid? Lane { get; }

    /// <summary>Whether no lane reads it.</summary>
    public bool IsNone { get; }

    /// <summary>For one lane only: a snapshot, or an event made by hand.</summary>
    public static EventTarget For(Guid lane) => new(lane, none: false);

    /// <summary>Whether <paramref name="lane"/> is meant.</summary>
    public bool Includes(Guid lane) => !IsNone && (Lane is null || Lane == lane);
}
