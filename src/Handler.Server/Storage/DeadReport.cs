namespace Handler.Server.Storage;

/// <summary>A dead stretch as operators see it: it stays readable when its config has been deleted.</summary>
public sealed record DeadReport
{
    /// <summary>Its place among all stretches, in the order of their making: what <see cref="DeadQuery.After"/> goes by.</summary>
    public required long Number { get; init; }

    /// <summary>The stretch.</summary>
    public required DeadStretch Stretch { get; init; }

    /// <summary>The task in whose log it lies.</summary>
    public required TaskKey Task { get; init; }

    /// <summary>The config whose lane it was on.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Where it was to go, as of its death.</summary>
    public required string Origin { get; init; }

    /// <summary>How many of its deliveries were redelivered since and answered by 2xx.</summary>
    public int Redelivered { get; init; }

    /// <summary>The last redelivery from it, whatever came of it; null when there was none.</summary>
    public RedeliveryRecord? LastRedelivery { get; init; }
}
