using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <content>What is judged while it happens, and when all is over.</content>
internal sealed partial class PushSimulation
{
    /// <summary>Whether nothing but the webhooks is wrong.</summary>
    public bool IsSteady => Weather.IsFair && !Life.IsOver;

    /// <summary>Looks at an attempt as it begins: may it, here and now?</summary>
    public void Arrived(Attempt attempt, Uri to, byte[] body)
    {
        _attempts.Add(attempt);
        _inFlight.Add(attempt);
        var lane = _lanes.GetValueOrDefault(attempt.Lane);
        if (lane is null || _store.ReadAheadAsync(attempt.Lane, 0, default).Result is not { } work)
        {
            Blame(true, $"begun after the deletion was answered: {attempt}");
            return;
        }

        Blame(!lane.ExpectedBodies(_logs[lane.Task], attempt.Sequence).Any(expected => body.AsSpan().SequenceEqual(expected)), $"has not the body of its event: {attempt}");
        Blame(to.AbsoluteUri != lane.Address, $"goes to {to} and not to {lane.Address}: {attempt}");
        JudgeRow(attempt, work);
        JudgeRoom(attempt);
        JudgePace(attempt, lane);
        Blame(GateAt(attempt.Gate).Begin(attempt));
        lane.Begun(attempt);
    }

    /// <summary>An attempt has ended for its sender.</summary>
    public void Left(Attempt attempt)
    {
        if (attempt.Life == Life.Number && _inFlight.Remove(attempt))
        {
            attempt.EndedAt = Clock.GetUtcNow();
            GateAt(attempt.Gate).End(attempt, Clock.GetUtcNow());
        }
    }

    /// <summary>Looks at all lanes: their cursors never go back, what waits is counted exactly, and none stands still or waits too long.</summary>
    public void Look()
    {
        Blame(Life.Defect is not null, $"the engine died: {Life.Defect}");
        var rows = Rows().ToList();
        foreach (var row in rows)
        {
            var lane = _lanes[row.Lane];
            var waiting = lane.Reads(_logs[lane.Task]).Count(sequence => sequence > row.Cursor && sequence <= row.Tail);
            Blame(row.Cursor < lane.LastCursor, $"the cursor of {row.Lane} went back from {lane.LastCursor} to {row.Cursor}");
            Blame(row.Waiting != waiting, $"{row.Waiting} wait on {row.Lane} and it is {waiting}");
            Blame(row.Waiting > _limits.MaxWaitingPerLane && !lane.IsMaskChanged, $"{row.Waiting} wait on {row.Lane}, where {_limits.MaxWaitingPerLane} may");
            Blame(lane.Last is { } last && lane.ReplacedAt < last.At ? _pace.TooLate(last, row, Clock.GetUtcNow()) : null);
            lane.LastCursor = row.Cursor;
        }

        foreach (var gate in _store.ListGatesAsync(default).Result.Where(gate => gate.Hold is GateHold.Breaker or GateHold.RetryAfter))
        {
            var reason = GateAt(gate.Key).MayBeHeldUntil;
            Blame(gate.HeldUntil > reason, $"held until {gate.HeldUntil:O}, and there is reason until {reason:O}: {gate}");
        }

        foreach (var fault in _standstill!.Look(rows))
        {
            Blame(fault);
        }
    }

    /// <summary>Ends all that goes wrong, waits until nothing waits, and judges the history.</summary>
    public void Judge(TimeSpan limit)
    {
        Weather.Clear();
        Array.Clear(_moods);
        _gates.Keys.ToList().ForEach(Resume);
        for (var end = Clock.GetUtcNow() + limit; !IsDrained() && Clock.GetUtcNow() < end && _faults.Count == 0;)
        {
            Pass(TimeSpan.FromMinutes(1));
        }

        Blame(!IsDrained() && _faults.Count == 0, $"{string.Join(", ", Rows().Where(row => row.Waiting > 0))} still wait; in hand: [{Life.InHand}].");
        var rows = Rows().ToDictionary(row => row.Lane);
        foreach (var lane in _lanes.Values)
        {
            var attempts = _attempts.Where(attempt => attempt.Lane == lane.Id).ToList();
            var dead = _store.ListDeadAsync(lane.Id, default).Result;
            var judge = new HistoryJudge(lane, _logs[lane.Task], attempts, dead, Options.Horizon);
            var tail = rows.TryGetValue(lane.Id, out var row) ? row.State == LaneState.Gone ? row.Tail : long.MaxValue : lane.LastTail;
            _faults.AddRange(judge.Faults(tail, life => _lives[life - 1].IsClean));
        }
    }

    private bool IsDrained() => Rows().All(row => row.Waiting == 0 && row.State != LaneState.Overflowed);

    private void JudgeRow(Attempt attempt, LaneWork work)
    {
        Blame(attempt.Sequence <= work.Row.Cursor, $"begun although all to {work.Row.Cursor} is settled: {attempt}");
        Blame(work.Row.State == LaneState.Gone, $"begun on a lane that is gone: {attempt}");
        Blame(work.Row.Progress.Due > attempt.At, $"begun before it was due at {work.Row.Progress.Due:HH:mm:ss.fff}: {attempt}");
        Blame(
            attempt.Sequence > work.Row.Cursor && work.Next.All(next => next.Sequence != attempt.Sequence),
            $"runs further ahead than the {LaneWork.MaxAhead} after {work.Row.Cursor}: {attempt}");
    }

    private void JudgeRoom(Attempt attempt)
    {
        var (lane, gate, origin) = (
            _inFlight.Count(other => other.Lane == attempt.Lane), _inFlight.Count(other => other.Gate == attempt.Gate), InFlightAt(attempt.Gate.Origin));
        Blame(lane > 1, $"two attempts of one lane at once: {attempt}");
        Blame(gate > Options.MaxInFlightPerGate, $"{gate} attempts at one gate at once: {attempt}");
        Blame(origin > Options.MaxInFlightPerOrigin, $"{origin} attempts at one origin at once: {attempt}");
        Blame(InFlight > Options.MaxInFlight + Options.MaxSlowInFlight, $"{InFlight} attempts at once: {attempt}");
    }

    private void JudgePace(Attempt attempt, SimulatedLane lane)
    {
        if (lane.Last is { } before && before.Life == attempt.Life && before.Sequence == attempt.Sequence && lane.ReplacedAt < before.At)
        {
            Blame(_pace.TooEarly(before, attempt));
        }
    }

    private void Blame(string? fault) => Blame(fault is not null, fault ?? "");
}
