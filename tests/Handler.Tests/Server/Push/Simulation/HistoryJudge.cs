using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>Judges what the webhooks saw, when all is over: nothing lost, in order, chained, nothing twice without a crash.</summary>
internal sealed class HistoryJudge(
    SimulatedLane lane, IReadOnlyList<SimulatedEvent> log, IReadOnlyList<Attempt> attempts, IReadOnlyList<DeadStretch> dead, TimeSpan horizon)
{
    private readonly List<long> _reads = [.. lane.Reads(log)];

    /// <summary>What was wrong.</summary>
    /// <param name="tail">The last sequence that the lane may have read; null: it was deleted, and nothing need have arrived.</param>
    /// <param name="isClean">Whether a life of the engine was stopped in order.</param>
    public IEnumerable<string> Faults(long? tail, Func<int, bool> isClean) =>
        Lost(tail).Concat(OutOfOrder()).Concat(Unchained()).Concat(Repeated(isClean)).Concat(Alien()).Concat(Untimely()).Select(fault => $"lane {lane.Id}: {fault}");

    private IEnumerable<string> Lost(long? tail)
    {
        var delivered = attempts.Where(attempt => attempt.IsDelivered).Select(attempt => attempt.Sequence).ToHashSet();
        return Judged.Where(sequence => sequence <= tail && !delivered.Contains(sequence) && !IsDead(sequence))
            .Select(sequence => $"{sequence} was neither delivered nor given up");
    }

    private IEnumerable<string> OutOfOrder()
    {
        var first = attempts.Select(attempt => attempt.Sequence).Distinct().Where(IsJudged).ToList();
        return first.Zip(first.Skip(1)).Where(pair => pair.First > pair.Second).Select(pair => $"{pair.Second} came first after {pair.First}");
    }

    private IEnumerable<string> Unchained() =>
        from attempt in attempts
        let before = _reads.LastOrDefault(sequence => sequence < attempt.Sequence)
        where IsJudged(attempt.Sequence) && IsJudged(before)
        where attempt.Previous != (before == 0 ? null : before)
        select $"not chained to {before}: {attempt}";

    private IEnumerable<string> Repeated(Func<int, bool> isClean) =>
        from delivery in attempts.GroupBy(attempt => attempt.Sequence)
        let done = delivery.FirstOrDefault(attempt => attempt.IsDelivered)
        from again in delivery.SkipWhile(attempt => attempt != done).Skip(1)
        where done is not null && (again.Life == done.Life || isClean(done.Life))
        select $"sent again although it was delivered: {again}";

    private IEnumerable<string> Alien() =>
        attempts.Where(attempt => IsJudged(attempt.Sequence) && !_reads.Contains(attempt.Sequence)).Select(attempt => $"not for this lane: {attempt}");

    private IEnumerable<string> Untimely() =>
        from stretch in dead
        where stretch.Reason is DeadReason.Expired or DeadReason.ExpiredHeld
        let youngest = log.Last(e => e.Sequence <= stretch.To).CommittedAt
        where stretch.At - youngest < horizon
        select $"given up as {stretch.Reason} {stretch.At - youngest} after its commit, and the horizon is {horizon}: {stretch}";

    private IEnumerable<long> Judged => _reads.Where(IsJudged);

    private bool IsJudged(long sequence) => sequence > lane.LooseThrough || (sequence == 0 && lane.LooseThrough == 0);

    private bool IsDead(long sequence) => dead.Any(stretch => stretch.From <= sequence && sequence <= stretch.To);
}
