using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// The lanes that the dispatcher works on, under one lock with short sections. A lane is taken in hand when something is due on it, and let go
/// when nothing is to be done or a retry is a while off: what is in hand is what is active, whatever the number of lanes in the store.
/// </summary>
internal sealed partial class LanesInHand(PushOptions options, TimeProvider clock)
{
    /// <summary>Lanes in hand at the most; the others stay due in the store and are found when there is room.</summary>
    public const int MaxLanes = 4096;

    /// <summary>So many results a lane may bring in one stay while other lanes of its gate were left in the store; then it gives way to them.</summary>
    public const int Stint = 256;

    private readonly Lock _sync = new();
    private readonly Dictionary<Guid, InHandLane> _lanes = [];
    private readonly LaneNotices _notices = new();
    private readonly LookRoom _room = new(options);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GateRound _round = new(options, clock);
    private int _unflushed;
    private bool _wantsLook;
    private bool _isStopped;
    private bool _isRefused;

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

    /// <summary>The bodies in memory.</summary>
    public MemoryBudget Memory { get; } = new(options.MaxMemoryBytes);

    /// <summary>How much is in hand at this moment.</summary>
    public EngineLoad Load
    {
        get
        {
            lock (_sync)
            {
                return new EngineLoad(_round.Flights.All, _round.Flights.Slow, _lanes.Count, _unflushed);
            }
        }
    }

    /// <summary>
    /// Called when a look is wanted, or a lane can start, and nothing else says so; under the lock, so it must be quick and call nothing back.
    /// </summary>
    public Action? Wake { get; set; }

    /// <summary>How many lanes have been let go. What the store rings is stamped with it: see <see cref="Advance"/>.</summary>
    public long Departed => _notices.Departed;

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
    public async Task StopAsync()
    {
        lock (_sync)
        {
            _isStopped = true;
            EndIfIdle();
        }

        // Awaited here, and so ended on the caller's context: what is handed out goes on by way of the thread pool.
        await _idle.Task;
    }

    /// <summary>Begins a look into the store: notices that come from now on are kept until it has ended, for what it reads may be older.</summary>
    public void BeginLook()
    {
        lock (_sync)
        {
            _notices.BeginLook();
            _room.BeginLook();
            _wantsLook = false;
        }
    }

    /// <summary>How many more lanes of a gate the dispatcher takes. Half of the room is used up before more are asked for.</summary>
    public int RoomFor(GateKey gate)
    {
        lock (_sync)
        {
            return Gates.IsOpen(gate) ? _room.Give(gate, LoadOf(gate)) : RoomToProbe(gate);
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
            foreach (var work in Startable(lanes))
            {
                TakeInHand(work);
            }

            _notices.EndLook();
            if (wasCut)
            {
                _room.NoteCut();
            }

            NoteLeft(lanes);
        }
    }

    /// <summary>All is heard that was rung before the lane of number <paramref name="departed"/> was let go.</summary>
    public void Heard(long departed)
    {
        lock (_sync)
        {
            _notices.Heard(departed);
        }
    }

    /// <summary>A commit moved a lane's tail.</summary>
    /// <param name="advance">What it did.</param>
    /// <param name="departed">How many lanes had been let go when it rang: a lane that went since was further than its row says here.</param>
    /// <param name="now">The time.</param>
    /// <returns>When the lane will be due, if that is later; null when there is nothing to wait for.</returns>
    public DateTimeOffset? Advance(LaneAdvance advance, long departed, DateTimeOffset now)
    {
        lock (_sync)
        {
            if (_lanes.TryGetValue(advance.Row.Lane, out var lane))
            {
                lane.Append(advance);
                Ready(lane);
                return null;
            }

            if (_notices.WentAfter(advance.Row.Lane, departed))
            {
                _wantsLook = true;
                return null;
            }

            if (advance.Row.State != LaneState.Active || advance.Row.Progress.Due > now)
            {
                return advance.Row.Progress.Due;
            }

            if (!Gates.IsOpen(advance.Row.Gate))
            {
                return WaitAtGate(advance.Row.Gate, now);
            }

            if (NoteIfFull(advance.Row.Gate) || _notices.IsOutdated(advance.Row))
            {
                return null;
            }

            Admit(new InHandLane(advance.Row, Memory), lane => lane.Append(advance));
            return null;
        }
    }

    /// <summary>A config was replaced or deleted: no attempt under an earlier generation starts once this has returned.</summary>
    /// <returns>The lane in hand, whose attempt is to be aborted; null when it is not in hand.</returns>
    public InHandLane? Close(Guid id, long? generation)
    {
        CloseErrands(id);
        InHandLane? lane;
        lock (_sync)
        {
            _notices.Change(id, generation);
            _wantsLook |= generation is not null;
            if (!_lanes.TryGetValue(id, out lane) || generation <= lane.Row.Generation)
            {
                // It was read after the replacement, before the notice of it came.
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
            lane.Queue!.Cap.Learn(settlement, lane.Queue.InFlight);
            lane.Apply(settlement);
            lane.IsLeaving |= lane.Served >= Stint && _room.IsLeftAt(lane.Gate);
            _unflushed += settlement.IsRecorded ? 1 : 0;
            FollowGate(lane, settlement);
            if (lane.IsStartable && !_round.IsWanted(lane) && MayStart)
            {
                _round.Flights.GoOn(lane);
                return lane;
            }

            EndFlight(lane, settlement.Signal);
            EndIfIdle();
            var next = StartNext();
            if (MayStart && _round.CanStart)
            {
                // The gate's cap has grown: there is room for two.
                Wake?.Invoke();
            }

            return next;
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
        if (_isStopped && _round.Flights.All == 0)
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

        if (IsOutdated(work.Row))
        {
            _wantsLook = true;
            return;
        }

        Admit(new InHandLane(work.Row, Memory), lane => lane.Learn(work.Next, work.Row.Tail, isAll: work.Next.Count < LaneWork.MaxAhead));
    }

    private void Admit(InHandLane lane, Action<InHandLane> learn)
    {
        learn(lane);
        _lanes.Add(lane.Id, lane);
        _round.Admit(lane);
        NoteIfFull(lane.Gate);
        Ready(lane);
        LetGoIfDone(lane);
    }

    // A gate that used up its room may have more in the store, and lanes of it may have been let go since the room was given.
    private void NoteLeft(IReadOnlyList<LaneWork> taken)
    {
        foreach (var (gate, count) in taken.CountBy(work => work.Row.Gate))
        {
            _wantsLook |= _room.NoteIfUsedUp(gate, count) && _room.IsHalfFree(LoadOf(gate));
        }
    }

    private bool NoteIfFull(GateKey gate) => _room.NoteIfFull(gate, LoadOf(gate));

    private GateLoad LoadOf(GateKey gate) => new(_round.LanesOf(gate), _round.CapOf(gate), _lanes.Count);

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

        if (lane.Errand is { } errand)
        {
            _errands--;
            errand.LetGo();
        }

        _notices.LetGo(lane.Id);
        Gates.EndProbe(lane.Gate, lane.Id);
        _round.LetGo(lane);
        _wantsLook |= lane.IsClosed || IsLeftUndone(lane) || (_room.IsLeftAt(lane.Gate) && _room.IsHalfFree(LoadOf(lane.Gate)));
        lane.Forget();
        if (lane.IsClosed)
        {
            Wake?.Invoke();
        }
    }
}
