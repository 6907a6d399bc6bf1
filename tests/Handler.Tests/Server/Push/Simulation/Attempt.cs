using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>One request, as the simulated network saw it.</summary>
internal sealed record Attempt
{
    /// <summary>Which life of the engine made it: 1, 2, …</summary>
    public required int Life { get; init; }

    public required Guid Lane { get; init; }

    /// <summary>The gate that it passed; of a lane that is not known, none.</summary>
    public required GateKey Gate { get; init; }

    public required long Sequence { get; init; }

    public required long? Previous { get; init; }

    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The status that its sender got; null when it was aborted, broken, cut off by a crash, or hangs.</summary>
    public int? Status { get; set; }

    /// <summary>What the answer asked for by <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>When its sender knew how it ended; null when it did not.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The engine gave it up before its deadline: for its lane, for its end, or for want of room.</summary>
    public bool IsAborted { get; set; }

    public bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>What it says of its gate, by the rules.</summary>
    public GateSignal Signal => Status switch
    {
        null => GateSignal.Failed,
        408 or 425 or 429 => GateSignal.Overloaded,
        >= 500 => GateSignal.Failed,
        _ => GateSignal.Good,
    };

    /// <summary>Whether its answer refuses the delivery (4xx that is not for later, 3xx).</summary>
    public bool IsRefused => Status is >= 300 and < 500 and not (408 or 410 or 425 or 429);

    /// <summary>What was asked for, where the rules heed it.</summary>
    public TimeSpan? HeededWait => Status is 429 or >= 500 ? RetryAfter : null;

    public override string ToString() =>
        $"{At:HH:mm:ss.fff} life {Life} lane …{Lane.ToString("n")[^4..]} {Sequence} (previous {Previous?.ToString() ?? "none"}) try {Number} at {Gate.Scope.Owner} {Gate.Origin}: {Status}";
}
