namespace Handler.Tests.Server.Push.Simulation;

/// <summary>One request, as the simulated network saw it.</summary>
internal sealed record Attempt
{
    /// <summary>Which life of the engine made it: 1, 2, …</summary>
    public required int Life { get; init; }

    public required Guid Lane { get; init; }

    public required long Sequence { get; init; }

    public required long? Previous { get; init; }

    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The status that its sender got; null when it was aborted, broken, cut off by a crash, or hangs.</summary>
    public int? Status { get; set; }

    public bool IsDelivered => Status is >= 200 and < 300;

    public override string ToString() =>
        $"{At:HH:mm:ss.fff} life {Life} lane …{Lane.ToString("n")[^4..]} {Sequence} (previous {Previous?.ToString() ?? "none"}) try {Number}: {Status}";
}
