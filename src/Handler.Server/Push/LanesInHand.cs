using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// The lanes that the dispatcher works on, under one lock with short sections. A lane is taken in hand when something is due on it, and let go
/// when nothing is to be done or a retry is a while off: what is in hand is what is active, whatever the number of lanes in the store.
/// </summary>
internal sealed class LanesInHand(PushOptions options)
{
    /// <summary>Lanes in hand at the most; the others stay due in the store and are found when there is room.</summary>
    public const int MaxLanes = 4096;

    private readonly Lock _sync = new();
    private readonly Dictionary<Guid, InHandLane> _lanes = [];
    private readonly Dictionary<Guid, (long? Generation, long Look)> _notices = [];

    // How far lanes were when they were let go: what a look has read of them, or a commit has rung, may be older.
    private readonly Dictionary<Guid, (long Look, long Generation, long Cursor, int Tries)> _letGo = [];
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GateRound _round = new(options.MaxInFlight, options.MaxInFlightPerGate);
    private long _look;
    private int _unflushed;
    private bool _leftSome;
    private bool _wantsLook;
    private bool _isStopped;
    private bool _isRefused;

    // Twice what may be in flight: so that a gate has lanes ready when attempts end.
    private int MaxLanesPerGate => 2 * options.MaxInFlightPerGate;

    /// <summary>Whether the store should be looked into before its time: lanes were left there, or changed, and there is room now.</summary>
    public bool WantsLook
    {
        get
        {
            lock (_sync)
            {
                return _wantsLook;
            }
        }
    }

    /// <summary>Whether the store refuses results at present: nothing is started then.</summary>
    public void SetRefused(bool isRefused)
    {
        lock (_sync)
        {
            _isRefused = isRefused;
        }
    }

    /// <summary>The lanes in hand at this moment.</summary>
    public IReadOnlyList<InHandLane> InHand()
    {
        lock (_sync)
        {
            return [.. _lanes.Values];
        }
    }

    /// <summary>Starts nothing from now on; ends when the last attempt under way has.</summary>
    public Task StopAsync()
    {
        lock (_sync)
        {
            _isStopped = true;
            EndIfIdle();
            return _idle.Task;
        }
    }

    /// <summary>Begins a look into the store: notices that come from now on are kept until it has ended, for what it reads may be older.</summary>
    public void BeginLook()
    {
        lock (_sync)
        {
            _look++;
            _leftSome = false;
            _wantsLook = false;
        }
    }

    /// <summary>How many more lanes of a gate the dispatcher takes. Half of the room is used up before more are asked for.</summary>
    public int RoomFor(GateKey gate)
    {
        lock (_sync)
        {
            var lanes = _round.LanesOf(gate);
            var room = lanes <= MaxLanesPerGate / 2 ? Math.Min(MaxLanesPerGate - lanes, MaxLanes - _lanes.Count) : 0;
            _leftSome |= room <= 0;
            return Math.Max(room, 0);
        }
    }

    public bool Contains(Guid lane)
    {
        lock (_sync)
        {
            return _lanes.ContainsKey(lane);
        }
    }

    /// <summary>Ends a look: takes in hand what it found.</summary>
    /// <param name="lanes">What is due.</param>
    /// <param name="wasCut">Whether the store may have more.</param>
    public void EndLook(IReadOnlyList<LaneWork> lanes, bool wasCut)
    {
        lock (_sync)
        {
            foreach (var work in lanes)
            {
                TakeInHand(work);
            }

            // One look longer than the look needs: what a commit rang before the notice is heard by then.
            foreach (var (lane, _) in _notices.Where(notice => notice.Value.Look < _look - 1).ToList())
            {
                _notices.Remove(lane);
            }

            foreach (var (lane, _) in _letGo.Where(lane => lane.Value.Look < _look - 1).ToList())
            {
                _letGo.Remove(lane);
            }

            _leftSome |= wasCut;
        }
    }

    /// <summary>A commit moved a lane's tail.</summary>
    /// <returns>When the lane will be due, if that is later; null when there is nothing to wait for.</returns>
    public DateTimeOffset? Advance(LaneAdvance advance, DateTimeOffset now)
    {
        lock (_sync)
        {
            if (_lanes.TryGetValue(advance.Row.Lane, out var lane))
            {
                lane.Append(advance);
                Ready(lane);
                return null;
            }

            if (IsStale(advance.Row))
            {
                _wantsLook = true;
                return null;
            }

            if (advance.Row.State != LaneState.Active || advance.Row.Progress.Due > now)
            {
                return advance.Row.Progress.Due;
            }

            if (_lanes.Count >= MaxLanes || _round.LanesOf(advance.Row.Gate) >= MaxLanesPerGate || IsOutdated(advance.Row))
            {
                _leftSome = true;
                return null;
            }

            Admit(new InHandLane(advance.Row), lane => lane.Append(advance));
            return null;
        }
    }

    /// <summary>A config was replaced or deleted: no attempt under an earlier generation starts once this has returned.</summary>
    /// <returns>The lane in hand, whose attempt is to be aborted; null when it is not in hand.</returns>
    public InHandLane? Close(Guid id, long? generation)
    {
        InHandLane? lane;
        lock (_sync)
        {
            _notices[id] = (generation, _look);
            _wantsLook |= generation is not null;
            if (!_lanes.TryGetValue(id, out lane))
            {
                return null;
            }
        }

        lock (lane.Sync)
        {
            lane.IsClosed = true;
        }

        lock (_sync)
        {
            lane.IsLeaving = true;
            LetGoIfDone(lane);
            return lane;
        }
    }

    /// <summary>The next lane to make an attempt for, its place in flight taken; null when there is none or no room.</summary>
    public InHandLane? TryStart()
    {
        lock (_sync)
        {
            return StartNext();
        }
    }

    /// <summary>What comes next on a lane; null when the store must be asked.</summary>
    public LaneDelivery? HeadOf(InHandLane lane)
    {
        lock (_sync)
        {
            return lane.Head;
        }
    }

    /// <summary>Adds what was read ahead.</summary>
    public void Learn(InHandLane lane, LaneWork work)
    {
        lock (_sync)
        {
            lane.Learn(work.Next, work.Row.Tail, isAll: work.Next.Count < LaneWork.MaxAhead);
        }
    }

    /// <summary>An attempt has ended: the lane goes on with its place in flight, or gives it to the lane whose turn it is.</summary>
    /// <returns>The lane to make the next attempt for; null when the place is free.</returns>
    public InHandLane? EndAttempt(InHandLane lane, Settlement settlement)
    {
        lock (_sync)
        {
            lane.Apply(settlement);
            _unflushed += settlement.IsRecorded ? 1 : 0;
            if (lane.IsStartable && !_round.IsWanted(lane) && MayStart)
            {
                return lane;
            }

            _round.EndFlight(lane);
            lane.Phase = LanePhase.Resting;
            Ready(lane);
            LetGoIfDone(lane);
            EndIfIdle();
            return StartNext();
        }
    }

    /// <summary>Results of a lane are durable.</summary>
    public void Flushed(InHandLane lane, int results)
    {
        lock (_sync)
        {
            lane.Unflushed -= results;
            _unflushed -= results;
            lane.AwaitsFlush &= lane.Unflushed > 0;
            Ready(lane);
            LetGoIfDone(lane);
        }
    }

    private void EndIfIdle()
    {
        if (_isStopped && _round.InFlight == 0)
        {
            _idle.TrySetResult();
        }
    }

    private bool MayStart => !_isStopped && !_isRefused && _unflushed < options.MaxUnsettledPerNode;

    private InHandLane? StartNext() => MayStart ? _round.TryStart() : null;

    private void TakeInHand(LaneWork work)
    {
        if (_lanes.ContainsKey(work.Row.Lane))
        {
            return;
        }

        if (IsOutdated(work.Row) || WasLetGoSinceLook(work.Row.Lane))
        {
            _wantsLook = true;
            return;
        }

        Admit(new InHandLane(work.Row), lane => lane.Learn(work.Next, work.Row.Tail, isAll: work.Next.Count < LaneWork.MaxAhead));
    }

    private bool IsOutdated(LaneRow row) =>
        _notices.TryGetValue(row.Lane, out var notice) && (notice.Generation is null || notice.Generation > row.Generation);

    private bool WasLetGoSinceLook(Guid lane) => _letGo.TryGetValue(lane, out var then) && then.Look == _look;

    // A commit rings with the row as it was in its transaction; results that were flushed since are not in it.
    private bool IsStale(LaneRow row) =>
        _letGo.TryGetValue(row.Lane, out var then)
        && (row.Cursor < then.Cursor
            || (row.Cursor == then.Cursor && row.Generation == then.Generation && row.Progress.Tries < then.Tries));

    private void Admit(InHandLane lane, Action<InHandLane> learn)
    {
        learn(lane);
        _lanes.Add(lane.Id, lane);
        _round.Admit(lane);
        _leftSome |= _lanes.Count >= MaxLanes || _round.LanesOf(lane.Gate) >= MaxLanesPerGate;
        Ready(lane);
        LetGoIfDone(lane);
    }

    private void Ready(InHandLane lane)
    {
        if (lane.Phase == LanePhase.Resting && lane.IsStartable)
        {
            _round.Enqueue(lane);
        }
    }

    // A lane that stands in a queue is let go when its turn comes and the driver finds it closed.
    private void LetGoIfDone(InHandLane lane)
    {
        if (lane.Phase != LanePhase.Resting || lane.Unflushed > 0 || !_lanes.Remove(lane.Id))
        {
            return;
        }

        _letGo[lane.Id] = (_look, lane.Row.Generation, lane.Cursor, lane.Progress.Tries);
        _round.LetGo(lane);
        _wantsLook |= lane.IsClosed || (_leftSome && _round.LanesOf(lane.Gate) <= MaxLanesPerGate / 2);
    }
}
