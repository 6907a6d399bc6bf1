namespace Handler.Server.Operations;

/// <summary>What a gate did of late, as this process saw it: its last 128 attempts.</summary>
internal sealed record GateActivityView
{
    /// <summary>How many attempts began in the last minute.</summary>
    public required double PerMinute { get; init; }

    /// <summary>How long an attempt takes, in milliseconds: half of them no longer.</summary>
    public double? P50Ms { get; init; }

    /// <summary>19 of 20 no longer.</summary>
    public double? P95Ms { get; init; }

    /// <summary>When the last attempt that failed began.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>What went wrong with it.</summary>
    public string? LastError { get; init; }
}
