using System.Globalization;
using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Server.Storage.Memory;
using Handler.TestKit;
using Microsoft.AspNetCore.DataProtection;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>
/// The push engine in a world that goes wrong at random: webhooks that fail, configs that change, a store that refuses, an engine that crashes.
/// All on one thread under one seed, so that a run repeats exactly. What can be seen at once is blamed at once; the rest is for
/// <see cref="HistoryJudge"/>.
/// </summary>
internal sealed partial class PushSimulation : ILaneListener, IDisposable
{
    public const int Hosts = 4;
    public const int Owners = 3;

    private static readonly NotificationBodyRenderer Bodies = TaskBodies.UpTo(1024 * 1024);
    private static readonly EndpointSealer Sealer = new(new EphemeralDataProtectionProvider());
    private readonly Dictionary<string, List<SimulatedEvent>> _logs = [];
    private readonly Dictionary<string, (StoredTask Task, RunToken Run)> _tasks = [];
    private readonly Dictionary<Guid, SimulatedLane> _lanes = [];
    private readonly List<Attempt> _attempts = [];
    private readonly List<EngineLife> _lives = [];
    private readonly List<string> _faults = [];
    private readonly MemoryAgentStore _store;
    private readonly BacklogLimits _limits;
    private readonly PaceJudge _pace;
    private StandstillJudge? _standstill;
    private int _configs;

    public PushSimulation(int seed, Flaw flaw)
    {
        Random = new Random(seed);
        Flaw = flaw;
        Loop = new SimulationLoop(Clock);
        Configure();
        var bell = new Doorbell();
        _limits = new BacklogLimits { MaxWaitingPerLane = Draw(6, 40, 10_000), MaxWaitingPerOwner = Draw(60, 1_000_000, 1_000_000) };
        _store = new MemoryAgentStore(Clock, bell, NewId, _limits);
        _pace = new PaceJudge(Options);
        bell.Listen(this);
    }

    public Flaw Flaw { get; }

    public Random Random { get; }

    public ManualClock Clock { get; } = new();

    public SimulationLoop Loop { get; }

    public Weather Weather { get; } = new();

    public PushOptions Options { get; } = new();

    /// <summary>When it began.</summary>
    public DateTimeOffset Began { get; private set; }

    public IReadOnlyList<string> Faults => _faults;

    public IReadOnlyList<Attempt> Attempts => _attempts;

    public IEnumerable<string> Tasks => _tasks.Keys;

    private EngineLife Life => _lives[^1];

    public void Blame(bool isFault, string fault)
    {
        if (isFault)
        {
            _faults.Add($"{Clock.GetUtcNow():O} {fault}");
        }
    }

    /// <summary>Starts the first life of the engine.</summary>
    /// <param name="patience">How long what may be sent at once may wait.</param>
    public void Start(TimeSpan patience)
    {
        Began = Clock.GetUtcNow();
        _standstill = new StandstillJudge(this) { Patience = patience };
        StartLife();
    }

    public void Crash()
    {
        Life.Crash();
        StartLife();
    }

    public void Restart()
    {
        Blame(!Life.Stop(Weather), "the engine does not stop");
        StartLife();
    }

    /// <summary>Lets time pass, and looks now and then.</summary>
    public void Pass(TimeSpan time)
    {
        var step = TimeSpan.FromSeconds(1);
        for (var left = time; left > TimeSpan.Zero && _faults.Count == 0; left -= step)
        {
            step = left < step ? left : step;
            Loop.RunFor(step);
            Look();

            // Closely at first, then by and by.
            step = step < TimeSpan.FromSeconds(20) ? step * 1.5 : step;
        }
    }

    private void StartLife()
    {
        var isClean = _lives.Count > 0 && Life.IsClean;
        var life = new EngineLife(_lives.Count + 1, Loop);
        _lives.Add(life);
        BeginLifeAtGates(isClean);
        _standstill!.BeginLife();
        var store = new UnsteadyStore(_store, life, Weather, Random, Clock, Resumed) { Flaw = Flaw };
        life.Start(store, new SimulatedNetwork(this, life), Sealer, Options, () => Random.NextDouble() * (Flaw == Flaw.LongWaits ? 40 : 1));
    }

    public void Begin()
    {
        var id = $"t{_tasks.Count}";
        var task = new AgentTask { Id = id, ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Submitted } };
        var stored = _store.CreateAsync(new NewTask { Key = Key(id), Task = task }, default).Result;
        _tasks[id] = (stored, stored.Run!.Value);
        _logs[id] = [];
        Commit(id, 1);
    }

    public void Commit(string id, int events)
    {
        var (stored, run) = _tasks[id];
        var last = _logs[id].Count;
        var added = Enumerable.Range(last + 1, events).Select(sequence => EventOf(stored.Task, sequence)).ToList();
        _logs[id].AddRange(CommitRules.Mark(added).Select((e, i) => new SimulatedEvent(last + i + 1, e.Kinds, null, e.Update, Clock.GetUtcNow())));
        var after = added[^1].Update.Task!;
        var commit = new TaskCommit { Key = Key(id), Run = run, Events = added, Before = stored.Task, After = after, Bodies = Bodies };
        _tasks[id] = (stored with { Task = after }, run);
        var result = _store.CommitAsync(commit, default).Result;
        Blame(result.FirstSequence != last + 1, $"the commit got sequence {result.FirstSequence} after {last}");
        foreach (var row in Rows(id))
        {
            _lanes[row.Lane].Tail = row.Tail;
        }
    }

    void ILaneListener.Advanced(IReadOnlyList<LaneAdvance> advances)
    {
        if (!Weather.LosesRings)
        {
            Life.Bell.Ring(advances);
        }
    }

    void ILaneListener.LaneChanged(Guid lane, long? generation)
    {
        if (Flaw != Flaw.SilentChanges)
        {
            Life.Bell.LaneChanged(lane, generation);
        }
    }

    void ILaneListener.GateChanged(GateRow gate)
    {
        if (Flaw != Flaw.SilentHolds)
        {
            Life.Bell.GateChanged(gate);
        }
    }

    public void Dispose() => _lives.ForEach(life => life.Dispose());

    private static TaskKey Key(string task) => new(new OwnerScope("", $"o{int.Parse(task[1..], CultureInfo.InvariantCulture) % Owners}"), task);

    private IEnumerable<LaneRow> Rows() => _tasks.Keys.SelectMany(Rows);

    private IEnumerable<LaneRow> Rows(string task) => _store.ListAsync(Key(task), default).Result!.Select(config => config.Lane);

    private Guid NewId(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private T Draw<T>(params ReadOnlySpan<T> choices) => choices[Random.Next(choices.Length)];

    private void Configure()
    {
        Options.Egress.AllowHttp = true;
        Options.Horizon = TimeSpan.FromMinutes(Draw(2, 20, 600));
        Options.Retry.MaxDelay = TimeSpan.FromMinutes(Draw(1, 1, 60));
        Options.Gates.MaxHold = TimeSpan.FromSeconds(Draw(20, 300));
        Options.Gates.BreakerFailures = Draw(3, 20);
        Options.Retry.RefusalWaits = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)];
        Options.MaxInFlight = Draw(2, 8, 256);
        Options.MaxInFlightPerGate = Draw(1, 2, 64);
        Options.MaxInFlightPerOrigin = Draw(1, 3, 64);
        Options.MaxSlowInFlight = Draw(1, 4, 1024);
        Options.MaxUnsettledPerNode = Draw(4, 32, 4096);
        Options.FlushCount = Draw(2, 16, 256);
    }

    private NewEvent EventOf(AgentTask task, int sequence)
    {
        var update = StreamResponse.Of(sequence == 1 ? task : task with { ContextId = $"{sequence}" });
        var kind = sequence == 1 ? EventKinds.Task : Draw(EventKinds.Working, EventKinds.Completed, EventKinds.Artifact, EventKinds.Artifact);
        return new NewEvent { Kinds = kind, Update = update, Payload = A2AJson.Write(update) };
    }
}
