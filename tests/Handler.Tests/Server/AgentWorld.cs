using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Push;
using Handler.Server.Requests;
using Handler.Server.Storage;
using Handler.Server.Storage.Memory;
using Handler.Server.Tasks;
using Handler.TestKit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Handler.Tests.Server;

/// <summary>An agent without a host: requests, tasks and the memory store on one thread, under a clock moved by hand.</summary>
internal sealed class AgentWorld
{
    private int _ids;
    private int _messages;

    public AgentWorld(bool push = true, RunSettings? settings = null, bool streaming = true, PushOptions? options = null)
    {
        options ??= new PushOptions();
        Clock = new ManualClock();
        Loop = new SimulationLoop(Clock);
        Doorbell = new Doorbell();
        Store = new TestStore(new MemoryAgentStore(
            Clock,
            Doorbell,
            limits: new BacklogLimits
            {
                MaxWaitingPerLane = options.MaxWaitingPerConfig,
                MaxWaitingPerOwner = options.MaxWaitingPerOwner,
                MaxConfigsPerOwner = options.MaxConfigsPerOwner,
            }));
        Sealer = new EndpointSealer(new EphemeralDataProtectionProvider());
        settings ??= new RunSettings { PushesAutomatically = options.Automatic };
        Services = new ServiceCollection().AddSingleton(Script).AddScoped<IAgentExecutor, ScriptedAgent>()
            .AddScoped<RunScope>().AddScoped(services => new RunPushes(services.GetRequiredService<RunScope>(), Store, Clock))
            .BuildServiceProvider();
        Feeds = new TaskFeeds();
        Parts = new RunParts(
            Store, Feeds, Services.GetRequiredService<IServiceScopeFactory>(), settings, Clock, new IdSource(NextId), Log.LoggerFor<TaskRunner>(),
            TaskBodies.UpTo(options.MaxBodyBytes));
        Runs = new TaskRuns(Parts);
        Streams = new TaskStreams(Store, Feeds);
        var support = push ? new PushSupport(new PushConfigRules(new EgressPolicy(options.Egress), options), options) : null;
        Configs = new PushConfigRequests(Store, Sealer, support, Parts.Ids, Log.LoggerFor<PushConfigRequests>(), Clock, Parts.Bodies);
        Handler = new RequestHandler(
            new MessageRequests(Store, Runs, Streams, Configs, settings, Clock, Parts.Ids),
            new TaskRequests(Store, Runs, Streams),
            Configs,
            new AgentProfile { Card = Cards.Plain, PushNotifications = push, Streaming = streaming });
    }

    public ManualClock Clock { get; }

    public SimulationLoop Loop { get; }

    public Doorbell Doorbell { get; }

    public TestStore Store { get; }

    public EndpointSealer Sealer { get; }

    public AgentScript Script { get; } = new();

    public LogCapture Log { get; } = new();

    public ServiceProvider Services { get; }

    public TaskFeeds Feeds { get; }

    public RunParts Parts { get; }

    public TaskRuns Runs { get; }

    public TaskStreams Streams { get; }

    public PushConfigRequests Configs { get; }

    public RequestHandler Handler { get; }

    public RequestScope Scope { get; set; } = new(OwnerScope.Anonymous);

    /// <summary>A message of the user.</summary>
    public SendMessageRequest Message(
        string text = "hello", string? taskId = null, string? contextId = null, bool immediately = false, TaskPushNotificationConfig? config = null, int? historyLength = null) => new()
        {
            Message = new Message { MessageId = $"m{++_messages}", TaskId = taskId, ContextId = contextId, Role = Role.User, Parts = [Part.FromText(text)] },
            Configuration = new SendMessageConfiguration { ReturnImmediately = immediately, TaskPushNotificationConfig = config, HistoryLength = historyLength },
        };

    /// <summary>Sends and runs until the answer is there, without moving time.</summary>
    public SendMessageResponse Send(string text = "hello", string? taskId = null, bool immediately = false, TaskPushNotificationConfig? config = null) =>
        Loop.Run(() => Handler.SendMessageAsync(Message(text, taskId, immediately: immediately, config: config), Scope, CancellationToken.None));

    /// <summary>Begins to send; run the loop next.</summary>
    public Task<SendMessageResponse> StartSend(SendMessageRequest request, CancellationToken cancel = default) =>
        Loop.Start(() => Handler.SendMessageAsync(request, Scope, cancel));

    /// <summary>What a task that needs no more time came to.</summary>
    public T Done<T>(Task<T> task) => Loop.Run(() => task);

    /// <summary>Follows a stream into a list; run the loop next.</summary>
    public (List<StreamResponse> Seen, Task Done) Follow(Func<IAsyncEnumerable<StreamResponse>> open)
    {
        var seen = new List<StreamResponse>();
        var done = Loop.Start(async () =>
        {
            await foreach (var update in open())
            {
                seen.Add(update);
            }
        });
        Loop.RunUntilIdle();
        return (seen, done);
    }

    public (List<StreamResponse> Seen, Task Done) Stream(SendMessageRequest request, CancellationToken cancel = default) =>
        Follow(() => Handler.SendStreamingMessageAsync(request, Scope, cancel));

    public (List<StreamResponse> Seen, Task Done) Subscribe(string taskId, CancellationToken cancel = default) =>
        Follow(() => Handler.SubscribeToTaskAsync(new SubscribeToTaskRequest { Id = taskId }, Scope, cancel));

    public AgentTask Get(string id, int? historyLength = null) =>
        Loop.Run(() => Handler.GetTaskAsync(new GetTaskRequest { Id = id, HistoryLength = historyLength }, Scope, CancellationToken.None));

    public AgentTask Cancel(string id) =>
        Loop.Run(() => Handler.CancelTaskAsync(new CancelTaskRequest { Id = id }, Scope, CancellationToken.None));

    /// <summary>Begins a task that works until it is told otherwise; its id.</summary>
    public string Begin(TaskPushNotificationConfig? config = null) => Send("begin", immediately: true, config: config).Task!.Id;

    /// <summary>The error that a call is refused with.</summary>
    public A2AException Refused(Func<Task> call) => Should.Throw<A2AException>(() => Loop.Run(call));

    public StoredTask Stored(string id) => Loop.Run(() => Store.GetAsync(Scope.Task(id), CancellationToken.None))!;

    /// <summary>The log of a task, without what is for one lane.</summary>
    public List<StreamResponse> LogOf(string id) => Loop.Run(() => Store.ReadEventsAsync(Scope.Task(id), 0, 1000, CancellationToken.None))
        .Select(stored => A2AJson.Read<StreamResponse>(stored.Payload.Span)).ToList();

    public TaskRecovery Recovery(IHostApplicationLifetime lifetime) => new(Runs, Parts, lifetime, Log.LoggerFor<TaskRecovery>());

    private Guid NextId() => new(++_ids, 0, 0, new byte[8]);

    /// <summary>What waits to be sent for a config, as the store has it.</summary>
    public List<byte[]> BodiesOf(string taskId, string configId) => Loop.Run(async () =>
    {
        var lane = (await Store.GetAsync(Scope.Task(taskId), configId, CancellationToken.None))!.Lane.Lane;
        var bodies = new List<byte[]>();
        foreach (var delivery in (await Store.ReadAheadAsync(lane, 0, CancellationToken.None))!.Next)
        {
            bodies.Add((await Store.ReadBodyAsync(lane, delivery.Sequence, CancellationToken.None))!.Value.ToArray());
        }

        return bodies;
    });
}
