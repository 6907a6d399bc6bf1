using System.Net;
using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Server.Storage.Memory;
using Handler.TestKit;
using Microsoft.AspNetCore.DataProtection;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>
/// Owners who all want more than there is, for as long as it lasts: who has how much of the node? Counted in place-time, as the webhooks see it.
/// </summary>
internal sealed class FairnessSimulation : IDisposable
{
    private const int TopUp = 40;
    private static readonly EndpointSealer Sealer = new(new EphemeralDataProtectionProvider());
    private readonly List<(TaskKey Key, StoredTask Task, RunToken Run)> _tasks = [];
    private readonly Dictionary<Guid, (string Owner, string Host)> _lanes = [];
    private readonly Dictionary<string, TimeSpan> _latencies = [];
    private readonly Dictionary<(string Owner, string Host), TimeSpan> _spent = [];
    private readonly SimulationLoop _loop;
    private readonly EngineLife _life;
    private readonly MemoryAgentStore _store;
    private readonly Random _random;

    public FairnessSimulation(int seed = 1)
    {
        _random = new Random(seed);
        _loop = new SimulationLoop(Clock);
        _life = new EngineLife(1, _loop);
        _store = new MemoryAgentStore(Clock, _life.Bell, NewId);
        Options.Egress.AllowHttp = true;
    }

    public ManualClock Clock { get; } = new();

    public PushOptions Options { get; } = new();

    public Random Random => _random;

    /// <summary>How many attempts have ended.</summary>
    public int Attempts { get; private set; }

    public void Start() => _life.Start(_store, new Network(this), Sealer, Options, _random.NextDouble);

    /// <summary>An owner comes, with lanes at one webhook that takes so long to answer, and with updates without end.</summary>
    /// <param name="owner">The owner, for the shares.</param>
    /// <param name="host">The webhook's host.</param>
    /// <param name="lanes">How many lanes.</param>
    /// <param name="latency">How long it takes to answer.</param>
    /// <param name="isSplit">Breaks fairness on purpose: each lane is taken for an owner of its own.</param>
    public void Add(string owner, string host, int lanes, TimeSpan latency, bool isSplit = false)
    {
        _latencies[host] = latency;
        for (var i = 0; i < lanes; i++)
        {
            var scope = new OwnerScope("", isSplit ? $"{owner}-{_tasks.Count}" : owner);
            AddLane(new TaskKey(scope, $"t{_tasks.Count}"), owner, host);
        }
    }

    /// <summary>Lets time pass, in which every lane has something to send.</summary>
    public void Pass(TimeSpan time)
    {
        Top();
        for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end;)
        {
            _loop.RunFor(TimeSpan.FromSeconds(1));
            Top();
        }
    }

    /// <summary>The shares in the place-time of the next <paramref name="time"/>, by what <paramref name="by"/> makes of owner and host.</summary>
    public IReadOnlyDictionary<string, double> Shares(TimeSpan time, Func<(string Owner, string Host), string?> by)
    {
        _spent.Clear();
        Pass(time);
        var spent = _spent.Where(row => by(row.Key) is not null).GroupBy(row => by(row.Key)!).ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.Value.TotalSeconds));
        return spent.ToDictionary(row => row.Key, row => row.Value / spent.Values.Sum());
    }

    public void Dispose() => _life.Dispose();

    private void AddLane(TaskKey key, string owner, string host)
    {
        var task = new AgentTask { Id = key.TaskId, ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Working } };
        var stored = _store.CreateAsync(new NewTask { Key = key, Task = task }, default).Result;
        _tasks.Add((key, stored, stored.Run!.Value));
        Commit(_tasks.Count - 1, 1);
        var write = new ConfigWrite
        {
            Task = key,
            ConfigId = "c",
            OpensWithSnapshot = false,
            Build = _ => new NewPushConfig { ConfigId = "c", Endpoint = Sealer.Seal(new PushEndpoint { Url = $"http://{host}/" }), Mask = EventKinds.All },
            Bodies = TaskBodies.UpTo(1024),
        };
        _lanes[_store.SetAsync(write, default).Result.Config!.Lane.Lane] = (owner, host);
    }

    private void Top()
    {
        for (var i = 0; i < _tasks.Count; i++)
        {
            if (_store.ListAsync(_tasks[i].Key, default).Result![0].Lane.Waiting < TopUp)
            {
                Commit(i, TopUp);
            }
        }
    }

    private void Commit(int index, int count)
    {
        var (key, stored, run) = _tasks[index];
        var update = StreamResponse.Of(stored.Task);
        var events = Enumerable.Repeat(new NewEvent { Kinds = EventKinds.Working, Update = update, Payload = A2AJson.Write(update) }, count).ToList();
        _store.CommitAsync(new TaskCommit { Key = key, Run = run, Events = events, Before = stored.Task, After = stored.Task }, default).Wait();
    }

    private Guid NewId(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private sealed class Network(FairnessSimulation simulation) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var id = request.Headers.NonValidated.TryGetValues(WebhookHeaders.Id, out var values) ? DeliveryId.Parse(values.ToString()) : default;
            var lane = simulation._lanes[id.Lane];
            var latency = simulation._latencies[lane.Host] * (0.8 + (0.4 * simulation._random.NextDouble()));
            await Task.Delay(latency, simulation.Clock, cancellationToken);
            simulation.Attempts++;
            simulation._spent[lane] = simulation._spent.GetValueOrDefault(lane) + latency;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };
        }
    }
}
