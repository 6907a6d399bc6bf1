using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Server.Storage.Memory;
using Handler.TestKit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Server.Push;

/// <summary>The push engine on a memory store in one thread: time moves by hand, webhooks are scripted by host name.</summary>
internal sealed class PushRig : IDisposable
{
    private readonly Dictionary<string, ScriptedWebhook> _hooks = [];
    private readonly Dictionary<string, (StoredTask Task, RunToken Run)> _tasks = [];
    private CancellationTokenSource _stop = new();
    private readonly ILoggerFactory _loggers;
    private readonly Doorbell _storeBell = new();
    private readonly Ear _ear;
    private PushEngine? _engine;
    private Task? _run;

    public PushRig(Action<PushOptions>? configure = null)
    {
        Loop = new SimulationLoop(Clock);
        Options.Egress.AllowHttp = true;
        configure?.Invoke(Options);
        Store = new MemoryAgentStore(
            Clock,
            _storeBell,
            limits: new BacklogLimits { MaxWaitingPerLane = Options.MaxWaitingPerConfig, MaxWaitingPerOwner = Options.MaxWaitingPerOwner });
        _storeBell.Listen(_ear = new Ear(Bell));
        Engine = Store;
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
    }

    public ManualClock Clock { get; } = new();

    public SimulationLoop Loop { get; }

    public PushOptions Options { get; } = new();

    public Doorbell Bell { get; private set; } = new();

    public LogCapture Log { get; } = new();

    public MemoryAgentStore Store { get; }

    /// <summary>What the engine sees of the store; the store itself until it is wrapped.</summary>
    public ILaneStore Engine { get; set; }

    public EndpointSealer Sealer { get; set; } = new(new EphemeralDataProtectionProvider());

    /// <summary>How many attempts were in flight at once, at most, to all webhooks together.</summary>
    public int MostInFlight { get; private set; }

    public double Jitter { get; set; } = 0.5;

    public PushMetrics? Metrics { get; init; }

    /// <summary>What the engine has in hand; null until it was started.</summary>
    public LanesInHand? Lanes { get; private set; }

    public static OwnerScope Scope => OwnerScope.Anonymous;

    public static TaskKey Key(string taskId) => new(Scope, taskId);

    public ScriptedWebhook Hook(string host = "hook")
    {
        if (!_hooks.TryGetValue(host, out var hook))
        {
            hook = new ScriptedWebhook(Clock);
            _hooks.Add(host, hook);
        }

        return hook;
    }

    public PushRig Start()
    {
        var lanes = Lanes = new LanesInHand(Options, Clock);
        var results = new ResultWriter(Engine, lanes, Options, Clock, _loggers.CreateLogger<ResultWriter>(), Metrics);
        var sender = new WebhookSender(new HttpMessageInvoker(new HostRouter(this)), Options, Clock);
        var driver = new LaneDriver(
            Engine, Sealer, new EgressPolicy(Options.Egress), sender, Options, lanes, results, Clock, () => Jitter, _loggers.CreateLogger<LaneDriver>(), Metrics);
        var dispatcher = new LaneDispatcher(Engine, lanes, driver, Options, Clock, _loggers.CreateLogger<LaneDispatcher>(), Metrics);
        var sweeper = new Sweeper(Engine, lanes, Options, Clock, _loggers.CreateLogger<Sweeper>(), metrics: Metrics);
        Redelivery = new Redelivery(
            Store, Store, Store, Sealer, new EgressPolicy(Options.Egress), sender, lanes, Options, Clock, _loggers.CreateLogger<Redelivery>(), Metrics);
        _engine = new PushEngine(Engine, Bell, lanes, dispatcher, results, sweeper, Options, Clock);
        _run = Loop.Start(() => _engine.RunAsync(_stop.Token));
        Loop.RunUntilIdle();
        return this;
    }

    /// <summary>Sends dead deliveries again; once the engine has started.</summary>
    public Redelivery Redelivery { get; private set; } = null!;

    /// <summary>What ended the engine; null while it runs, and when it was stopped.</summary>
    public Exception? Defect => _run?.Exception?.InnerException;

    /// <summary>From now on what the store rings is lost; changes of configs are still heard.</summary>
    public void Deafen() => _ear.IsDeaf = true;

    /// <summary>From now on changes of configs and gates are lost: a flaw, for tests that must see it.</summary>
    public void DeafenToChanges() => _ear.IsDeafToChanges = true;

    public void Stop()
    {
        _stop.Cancel();
        Loop.RunFor(TimeSpan.FromMinutes(1));
    }

    public bool HasEnded => _run is { IsCompleted: true };

    /// <summary>Ends the engine in order and begins another one, with other keys.</summary>
    public void Restart(EndpointSealer sealer)
    {
        Stop();
        Sealer = sealer;
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        Start();
    }

    /// <summary>Forgets the engine as a crash would, whatever it holds, and begins another one.</summary>
    public void RestartAfterCrash()
    {
        Bell = new Doorbell();
        _ear.Bell = Bell;
        Start();
    }

    /// <summary>A task that is announced and runs; its first event is the task itself.</summary>
    public PushRig Task(string taskId = "t1")
    {
        var task = new AgentTask { Id = taskId, ContextId = "c1", Status = new AgentTaskStatus { State = TaskState.Submitted } };
        var stored = Store.CreateAsync(new NewTask { Key = Key(taskId), Task = task }, default).Result;
        _tasks[taskId] = (stored, stored.Run!.Value);
        Commit(taskId, (EventKinds.Task, StreamResponse.Of(task)));
        return this;
    }

    public LaneRow Register(string taskId = "t1", string host = "hook", string configId = "default", string? token = null, EventKinds mask = EventKinds.All, int? collapseAbove = null)
    {
        var endpoint = new PushEndpoint { Url = $"http://{host}/webhook", Token = token };
        var write = new ConfigWrite
        {
            Task = Key(taskId),
            ConfigId = configId,
            Build = _ => new NewPushConfig { ConfigId = configId, Endpoint = Sealer.Seal(endpoint), Mask = mask, CollapseAbove = collapseAbove },
        };
        return Store.SetAsync(write, default).Result.Config!.Lane;
    }

    public void Delete(string taskId = "t1", string configId = "default") => Store.DeleteAsync(Key(taskId), configId, default).Wait();

    /// <summary>Commits one status update each.</summary>
    public void Say(string taskId, params string[] texts)
    {
        foreach (var text in texts)
        {
            Commit(taskId, (EventKinds.Status, Status(taskId, text)));
        }
    }

    /// <summary>Commits several in one transaction.</summary>
    public void SayAtOnce(string taskId, params string[] texts) =>
        Commit(taskId, [.. texts.Select(text => (EventKinds.Status, Status(taskId, text)))]);

    /// <summary>The task is completed, and its run ends.</summary>
    public void End(string taskId = "t1")
    {
        var (stored, run) = _tasks[taskId];
        var update = StreamResponse.Of(new TaskStatusUpdateEvent { TaskId = taskId, ContextId = "c1", Status = new AgentTaskStatus { State = TaskState.Completed } });
        var after = TaskProjection.Apply(stored.Task, update);
        var ended = new NewEvent { Kinds = EventKinds.Status, Update = update, Payload = A2AJson.Write(update) };
        var commit = new TaskCommit { Key = Key(taskId), Run = run, Events = [ended], Before = stored.Task, After = after, EndsRun = true };
        Store.CommitAsync(commit, default).Result.Outcome.ShouldBe(CommitOutcome.Committed);
    }

    public LaneRow? Lane(string taskId = "t1", string configId = "default") => Store.GetAsync(Key(taskId), configId, default).Result?.Lane;

    /// <summary>The texts that came to a webhook, in order; a snapshot is "task".</summary>
    public IReadOnlyList<string> Heard(string host = "hook") =>
        [.. Hook(host).Arrivals.Select(arrival => arrival.Update.StatusUpdate?.Status.Message?.Parts[0].Text ?? "task")];

    public void Dispose()
    {
        _stop.Dispose();
        _engine?.Dispose();
        _loggers.Dispose();
    }

    private static StreamResponse Status(string taskId, string text) => StreamResponse.Of(new TaskStatusUpdateEvent
    {
        TaskId = taskId,
        ContextId = "c1",
        Status = new AgentTaskStatus
        {
            State = TaskState.Working,
            Message = new Message { MessageId = text, Role = Role.Agent, Parts = [Part.FromText(text)] },
        },
    });

    private void Commit(string taskId, params (EventKinds Kinds, StreamResponse Update)[] events)
    {
        var (stored, run) = _tasks[taskId];
        var after = events.Aggregate(stored.Task, (task, next) => TaskProjection.Apply(task, next.Update));
        var commit = new TaskCommit
        {
            Key = Key(taskId),
            Run = run,
            Events = [.. events.Select(next => new NewEvent { Kinds = next.Kinds, Update = next.Update, Payload = A2AJson.Write(next.Update) })],
            Before = stored.Task,
            After = after,
        };
        Store.CommitAsync(commit, default).Result.Outcome.ShouldBe(CommitOutcome.Committed);
        _tasks[taskId] = (stored with { Task = after }, run);
    }

    private sealed class Ear(Doorbell bell) : ILaneListener
    {
        public Doorbell Bell { get; set; } = bell;

        public bool IsDeaf { get; set; }

        public void Advanced(IReadOnlyList<LaneAdvance> advances)
        {
            if (!IsDeaf)
            {
                Bell.Ring(advances);
            }
        }

        public bool IsDeafToChanges { get; set; }

        public void LaneChanged(Guid lane, long? generation)
        {
            if (!IsDeafToChanges)
            {
                Bell.LaneChanged(lane, generation);
            }
        }

        public void GateChanged(GateRow gate)
        {
            if (!IsDeafToChanges)
            {
                Bell.GateChanged(gate);
            }
        }
    }

    private sealed class HostRouter(PushRig rig) : HttpMessageHandler
    {
        private readonly Dictionary<string, HttpMessageInvoker> _invokers = [];
        private int _inFlight;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            rig.MostInFlight = Math.Max(rig.MostInFlight, ++_inFlight);
            try
            {
                return await InvokerOf(request).SendAsync(request, cancellationToken);
            }
            finally
            {
                _inFlight--;
            }
        }

        private HttpMessageInvoker InvokerOf(HttpRequestMessage request)
        {
            var host = request.RequestUri!.Host;
            if (!_invokers.TryGetValue(host, out var invoker))
            {
                invoker = new HttpMessageInvoker(rig.Hook(host).CreateHandler());
                _invokers.Add(host, invoker);
            }

            return invoker;
        }
    }
}
