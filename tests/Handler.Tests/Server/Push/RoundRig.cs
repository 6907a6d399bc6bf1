using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>
/// What is in hand, without a store and without a network: lanes that always have something to send, and attempts that take as long as is said.
/// Counts who had how many places for how long.
/// </summary>
internal sealed class RoundRig
{
    private readonly PriorityQueue<InHandLane, (DateTimeOffset At, long Order)> _underWay = new();
    private readonly Dictionary<string, Func<int, TimeSpan>> _durations = [];
    private readonly Dictionary<string, Settlement> _answers = [];
    private readonly Dictionary<Guid, DateTimeOffset> _began = [];
    private readonly Dictionary<string, double> _spent = [];
    private readonly Dictionary<string, int> _inFlight = [];
    private readonly Dictionary<string, int> _most = [];
    private readonly Dictionary<string, int> _made = [];
    private long _order;
    private int _lanes;

    public RoundRig(Action<PushOptions>? configure = null)
    {
        configure?.Invoke(Options);
        Lanes = new LanesInHand(Options, Clock);
    }

    public ManualClock Clock { get; } = new();

    public PushOptions Options { get; } = new();

    public LanesInHand Lanes { get; }

    /// <summary>Adds lanes of an owner at an origin, which always have something to send.</summary>
    public RoundRig Add(string owner, string origin, int lanes, double milliseconds = 10)
    {
        _durations[origin] = _ => TimeSpan.FromMilliseconds(milliseconds);
        for (var i = 0; i < lanes; i++)
        {
            var row = RowOf(owner, origin);
            Lanes.Advance(new LaneAdvance(row, 0, []), Lanes.Departed, Clock.GetUtcNow());
        }

        return this;
    }

    /// <summary>From now on attempts at the origin end so; a success when nothing else is said.</summary>
    public void Answer(string origin, GateSignal signal) => _answers[origin] = new Settlement { Signal = signal };

    /// <summary>Place-seconds of all attempts that began with this: of an owner or of an origin; what lasts longer than a second counts a second.</summary>
    public double SpentBy(string name) => _spent.GetValueOrDefault(name);

    /// <summary>Attempts in flight at this moment, of an owner or of an origin.</summary>
    public int InFlight(string name) => _inFlight.GetValueOrDefault(name);

    /// <summary>How many were in flight at most, since the beginning or since <see cref="Forget"/>.</summary>
    public int Most(string name) => _most.GetValueOrDefault(name);

    /// <summary>Attempts that have ended.</summary>
    public int Made(string name) => _made.GetValueOrDefault(name);

    public void Forget()
    {
        _spent.Clear();
        _most.Clear();
        _made.Clear();
    }

    /// <summary>Starts whatever may start.</summary>
    public RoundRig Start()
    {
        Lanes.TakeSlow();
        while (Lanes.TryStart() is { } lane)
        {
            Begin(lane);
        }

        return this;
    }

    public void RunFor(TimeSpan span)
    {
        var end = Clock.GetUtcNow() + span;
        Start();
        while (NextAt() is { } at && at <= end)
        {
            Clock.AdvanceTo(at);
            if (_underWay.TryPeek(out var lane, out var due) && due.At <= at)
            {
                _underWay.Dequeue();
                End(lane);
            }

            Start();
        }

        Clock.AdvanceTo(end);
        Start();
    }

    private DateTimeOffset? NextAt()
    {
        var slow = Lanes.UntilSlow is { } until ? Clock.GetUtcNow() + until : (DateTimeOffset?)null;
        var ended = _underWay.TryPeek(out _, out var next) ? next.At : (DateTimeOffset?)null;
        return slow is null || ended < slow ? ended : slow;
    }

    private void Begin(InHandLane lane)
    {
        var now = Clock.GetUtcNow();
        _began[lane.Id] = now;
        Count(lane, 1);
        var took = _durations[lane.Gate.Origin](_made.GetValueOrDefault(lane.Gate.Origin));
        if (took > TimeSpan.Zero)
        {
            _underWay.Enqueue(lane, (now + took, _order++));
        }
    }

    private void End(InHandLane lane)
    {
        Charge(lane);
        Count(lane, -1);
        var settlement = _answers.GetValueOrDefault(
            lane.Gate.Origin, new Settlement { Through = lane.Cursor + 1, IsDelivered = true, Signal = GateSignal.Good });
        if (Lanes.EndAttempt(lane, settlement) is { } next)
        {
            Begin(next);
        }
    }

    private void Charge(InHandLane lane)
    {
        var time = Math.Min((Clock.GetUtcNow() - _began[lane.Id]).TotalSeconds, Options.SlowAfter.TotalSeconds);
        foreach (var name in NamesOf(lane))
        {
            _spent[name] = _spent.GetValueOrDefault(name) + time;
            _made[name] = _made.GetValueOrDefault(name) + 1;
        }
    }

    private void Count(InHandLane lane, int change)
    {
        foreach (var name in NamesOf(lane))
        {
            _inFlight[name] = _inFlight.GetValueOrDefault(name) + change;
            _most[name] = Math.Max(_most.GetValueOrDefault(name), _inFlight[name]);
        }
    }

    private static string[] NamesOf(InHandLane lane) =>
        [lane.Gate.Scope.Owner, lane.Gate.Origin, $"{lane.Gate.Scope.Owner} {lane.Gate.Origin}", ""];

    private LaneRow RowOf(string owner, string origin) => new()
    {
        Lane = new Guid(++_lanes, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
        Task = new TaskKey(new OwnerScope("", owner), "t"),
        ConfigId = "default",
        Gate = new GateKey(new OwnerScope("", owner), origin),
        Generation = 1,
        Mask = EventKinds.All,
        Cursor = 0,
        Tail = long.MaxValue / 2,
        Waiting = int.MaxValue,
        Progress = LaneProgress.DueAt(Clock.GetUtcNow()),
    };
}
