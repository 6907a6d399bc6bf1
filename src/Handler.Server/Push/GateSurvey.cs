using System.Collections.Frozen;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What waits and what is held, over all gates, as the store had it at one time.</summary>
internal sealed record GateSurvey
{
    /// <summary>A survey of nothing, before the first.</summary>
    public static GateSurvey None { get; } = new() { At = DateTimeOffset.MinValue, Waiting = 0, Held = FrozenDictionary<GateHold, int>.Empty, Worst = [] };

    /// <summary>When the store was asked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How many deliveries wait.</summary>
    public required long Waiting { get; init; }

    /// <summary>The gates that are held, by why.</summary>
    public required IReadOnlyDictionary<GateHold, int> Held { get; init; }

    /// <summary>The gates whose oldest waiting delivery is oldest, that one first; a bounded number.</summary>
    public required IReadOnlyList<GateReport> Worst { get; init; }

    /// <summary>How long the oldest of all has waited.</summary>
    public TimeSpan Lag => Worst is [var worst, ..] ? LagOf(worst) : TimeSpan.Zero;

    /// <summary>How long the oldest at a gate has waited.</summary>
    public TimeSpan LagOf(GateReport gate) => gate.OldestWaiting is { } oldest && oldest < At ? At - oldest : TimeSpan.Zero;
}
