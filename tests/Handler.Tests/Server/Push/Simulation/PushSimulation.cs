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
internal sealed class PushSimulation : ILaneListener, IDisposable
{
    public const int Hosts = 3;

    private static readonly NotificationBodyRenderer Bodies = TaskBodies.UpTo(1024 * 1024);
    private static readonly EndpointSealer Sealer = new(new EphemeralDataProtectionProvider());
    private readonly Dictionary<string, List<SimulatedEvent>> _logs = [];
    private readonly Dictionary<string, (StoredTask Task, RunToken Run)> _tasks = [];
    private readonly Dictionary<Guid, SimulatedLane> _lanes = [];
    private readonly List<Attempt> _attempts = [];
    private readonly List<EngineLife> _lives = [];
    private readonly List<string> _faults = [];
    private readonly HookMood[] _moods = new HookMood[Hosts];
    private readonly MemoryAgentStore _store;
    private readonly Flaw _flaw;
    private int _configs;

    public PushSimulation(int seed, Flaw flaw)
    {
        Random = new Random(seed);
        _flaw = flaw;
        Loop = new SimulationLoop(Clock);
        var bell = new Doorbell();
        _store = new MemoryAgentStore(Clock, bell, NewId);
        bell.Listen(this);
        Configure();
    }

    public Random Random { get; }

    public ManualClock Clock { get; } = new();

    public SimulationLoop Loop { get; }

    public Weather Weather { get; } = new();

    public PushOptions Options { get; } = new();

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

    public void Start()
    {
        var life = new EngineLife(_lives.Count + 1, Loop);
        _lives.Add(life);
        var store = new UnsteadyStore(_store, life, Weather, Random, Clock) { Flaw = _flaw };
        life.Start(store, new SimulatedNetwork(this, life), Sealer, Options, Random.NextDouble);
    }

    public void Crash()
    {
        Life.Crash();
        Start();
    }

    public void Restart()
    {
        Blame(!Life.Stop(Weather), "the engine does not stop");
        Start();
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
        _logs[id].AddRange(CommitRules.Mark(added).Select((e, i) => new SimulatedEvent(last + i + 1, e.Kinds, null, e.Update)));
        var after = added[^1].Update.Task!;
        var commit = new TaskCommit { Key = Key(id), Run = run, Events = added, Before = stored.Task, After = after, Bodies = Bodies };
        _tasks[id] = (stored with { Task = after }, run);
        var result = _store.CommitAsync(commit, default).Result;
        Blame(result.FirstSequence != last + 1, $"the commit got sequence {result.FirstSequence} after {last}");
    }

    /// <summary>Creates, replaces, revives, or repeats a config.</summary>
    public void Set(string task, string id)
    {
        var address = $"http://h{Random.Next(Hosts)}/{++_configs}";
        var format = Draw(Enum.GetValues<WireFormat>());
        var mask = Random.Next(8) switch
        {
            0 => EventKinds.Status,
            1 => EventKinds.OtherStatus | EventKinds.Completed,
            _ => NotificationBody.IsOfEvent(format) ? EventKinds.All : EventKinds.Status | EventKinds.CommitEnd,
        };
        var before = _store.GetAsync(Key(task), id, default).Result?.Lane;
        var isRepeated = before is not null && Random.Next(4) == 0;
        var write = new ConfigWrite
        {
            Task = Key(task),
            ConfigId = id,
            OpensWithSnapshot = Random.Next(4) != 0,
            Build = there => new NewPushConfig
            {
                ConfigId = id,
                Endpoint = isRepeated ? there!.Endpoint : Sealer.Seal(new PushEndpoint { Url = address }),
                Format = isRepeated ? there!.Format : format,
                Mask = isRepeated ? there!.Lane.Mask : mask,
            },
            Bodies = Bodies,
        };

        // A lane made now is rung for before the answer, and may be sent to at once.
        var result = _store.SetAsync(write, default).Result;
        Note(result, before, isRepeated && before is not null ? _lanes[before.Lane].Address ?? address : address);
    }

    public void Delete(string task, string id)
    {
        if (_store.GetAsync(Key(task), id, default).Result is { } config)
        {
            _store.DeleteAsync(Key(task), id, default).Wait();
            _lanes[config.Lane.Lane].Delete();
        }
    }

    public void SetMood(int host, HookMood mood) => _moods[host] = mood;

    /// <summary>What a webhook answers: status (0: it breaks the connection), when, and how long it asks to be left alone.</summary>
    public (int Status, TimeSpan Delay, int? RetryAfter) Answer(string host) =>
        _moods[int.Parse(host[1..], CultureInfo.InvariantCulture)] switch
        {
            HookMood.Slow => (200, TimeSpan.FromMilliseconds(Random.Next(3000)), null),
            HookMood.Flaky => (Random.Next(2) == 0 ? 200 : 500, TimeSpan.FromMilliseconds(Random.Next(20)), null),
            HookMood.Failing => (503, TimeSpan.Zero, Random.Next(2) == 0 ? 3 : null),
            HookMood.Busy => (Random.Next(3) == 0 ? 200 : 429, TimeSpan.FromMilliseconds(1), 2),
            HookMood.Missing => (404, TimeSpan.FromMilliseconds(Random.Next(5)), null),
            HookMood.Refusing => (Random.Next(3) == 0 ? 200 : 422, TimeSpan.Zero, null),
            HookMood.Breaking => (0, TimeSpan.FromMilliseconds(Random.Next(50)), null),
            HookMood.Hanging => (200, Random.Next(4) == 0 ? TimeSpan.FromSeconds(14) : Timeout.InfiniteTimeSpan, null),
            HookMood.Gone => (Random.Next(3) == 0 ? 410 : 200, TimeSpan.Zero, null),
            _ => (200, Random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Random.Next(10)), null),
        };

    /// <summary>Looks at an attempt as it begins: may it, here and now?</summary>
    public void Arrived(Attempt attempt, Uri to, byte[] body)
    {
        _attempts.Add(attempt);
        var lane = _lanes.GetValueOrDefault(attempt.Lane);
        if (lane is null || _store.ReadAheadAsync(attempt.Lane, 0, default).Result is not { } work)
        {
            Blame(true, $"begun after the deletion was answered: {attempt}");
            return;
        }

        lane.LastArrived = Math.Max(lane.LastArrived, attempt.Sequence);
        Blame(!lane.ExpectedBodies(_logs[lane.Task], attempt.Sequence).Any(expected => body.AsSpan().SequenceEqual(expected)), $"has not the body of its event: {attempt}");
        Blame(to.AbsoluteUri != lane.Address, $"goes to {to} and not to {lane.Address}: {attempt}");
        Blame(attempt.Sequence <= work.Row.Cursor, $"begun although all to {work.Row.Cursor} is settled: {attempt}");
        Blame(work.Row.State == LaneState.Gone, $"begun on a lane that is gone: {attempt}");
        Blame(work.Row.Progress.Due > attempt.At, $"begun before it was due at {work.Row.Progress.Due:HH:mm:ss.fff}: {attempt}");
        Blame(
            attempt.Sequence > work.Row.Cursor && work.Next.All(next => next.Sequence != attempt.Sequence),
            $"runs further ahead than the {LaneWork.MaxAhead} after {work.Row.Cursor}: {attempt}");
    }

    /// <summary>Looks at all lanes: their cursors never go back, and what waits is counted exactly.</summary>
    public void Inspect()
    {
        Blame(Life.Defect is not null, $"the engine died: {Life.Defect}");
        foreach (var row in Rows())
        {
            var lane = _lanes[row.Lane];
            var waiting = lane.Reads(_logs[lane.Task]).Count(sequence => sequence > row.Cursor && sequence <= row.Tail);
            Blame(row.Cursor < lane.LastCursor, $"the cursor of {row.Lane} went back from {lane.LastCursor} to {row.Cursor}");
            Blame(row.Waiting != waiting, $"{row.Waiting} wait on {row.Lane} and it is {waiting}");
            lane.LastCursor = row.Cursor;
        }
    }

    /// <summary>Ends all that goes wrong, waits until nothing waits, and judges the history.</summary>
    public void Judge(TimeSpan limit)
    {
        Weather.Clear();
        Array.Clear(_moods);
        try
        {
            Loop.RunUntil(() => Rows().All(row => row.Waiting == 0), limit);
        }
        catch (TimeoutException late)
        {
            Blame(true, $"{string.Join(", ", Rows().Where(row => row.Waiting > 0))} still wait; in hand: [{Life.InHand}]. {late.Message}");
        }

        Inspect();
        var rows = Rows().ToDictionary(row => row.Lane);
        foreach (var lane in _lanes.Values)
        {
            var attempts = _attempts.Where(attempt => attempt.Lane == lane.Id).ToList();
            var judge = new HistoryJudge(lane, _logs[lane.Task], attempts, _store.ListDeadAsync(lane.Id, default).Result);
            var tail = rows.TryGetValue(lane.Id, out var row) ? row.State == LaneState.Gone ? row.Tail : long.MaxValue : lane.LastTail;
            _faults.AddRange(judge.Faults(tail, life => _lives[life - 1].IsClean));
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
        if (_flaw != Flaw.SilentChanges)
        {
            Life.Bell.LaneChanged(lane, generation);
        }
    }

    void ILaneListener.GateChanged(GateRow gate) => Life.Bell.GateChanged(gate);

    public void Dispose() => _lives.ForEach(life => life.Dispose());

    private static TaskKey Key(string task) => new(OwnerScope.Anonymous, task);

    private IEnumerable<LaneRow> Rows() => _tasks.Keys.SelectMany(task => _store.ListAsync(Key(task), default).Result!).Select(config => config.Lane);

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
        Options.Horizon = TimeSpan.FromMinutes(Draw(2, 20));
        Options.Retry.MaxDelay = TimeSpan.FromMinutes(1);
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

    private void Note(ConfigWriteResult result, LaneRow? before, string address)
    {
        var row = result.Config!.Lane;
        if (_lanes.TryGetValue(row.Lane, out var known))
        {
            known.Replace(row, address);
            return;
        }

        if (before is not null)
        {
            _lanes[before.Lane].EndAt(before.Tail);
        }

        _lanes.Add(row.Lane, new SimulatedLane(row, address));
        if (row.Waiting > 0)
        {
            var snapshot = StreamResponse.Of(_tasks[row.Task.TaskId].Task.Task);
            _logs[row.Task.TaskId].Add(new SimulatedEvent(row.Tail, EventKinds.Snapshot, row.Lane, snapshot));
        }
    }
}
