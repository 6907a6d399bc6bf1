using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>The last attempts of one gate.</summary>
internal sealed class GateTrail
{
    /// <summary>So many attempts are remembered: enough that the 95th of 100 says something.</summary>
    public const int Kept = 128;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Queue<(DateTimeOffset StartedAt, TimeSpan Duration)> _attempts = new();
    private AttemptResult? _failed;

    public DateTimeOffset LastAt { get; private set; }

    public void Add(AttemptResult result)
    {
        LastAt = result.StartedAt;
        _failed = result.Outcome == AttemptOutcome.Delivered ? _failed : result;
        // What was never sent took no time, and says nothing of the endpoint.
        if (GateSignals.Of(result) == GateSignal.None)
        {
            return;
        }

        if (_attempts.Count == Kept)
        {
            _attempts.Dequeue();
        }

        _attempts.Enqueue((result.StartedAt, result.Duration));
    }

    public GateActivity At(DateTimeOffset now)
    {
        var durations = _attempts.Select(attempt => attempt.Duration).Order().ToArray();
        return new GateActivity(PerMinute(now), Rank(durations, 50), Rank(durations, 95), _failed?.StartedAt, _failed?.Detail);
    }

    private double PerMinute(DateTimeOffset now)
    {
        var lately = _attempts.Count(attempt => now - attempt.StartedAt < Minute);
        if (lately < Kept)
        {
            return lately;
        }

        // All that is remembered is younger than a minute: the rate is that of the time it covers.
        var covered = now - _attempts.Peek().StartedAt;
        return Math.Round(lately / Math.Max(covered.TotalMinutes, 0.001), 1);
    }

    private static TimeSpan? Rank(TimeSpan[] ordered, int percent) =>
        ordered.Length == 0 ? null : ordered[((ordered.Length * percent) + 99) / 100 - 1];
}
