using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>One life of the engine, from its start to its stop or its crash.</summary>
internal sealed class EngineLife : IDisposable
{
    private static readonly Task Never = new TaskCompletionSource().Task;
    private readonly CancellationTokenSource _stop = new();
    private readonly SimulationLoop _loop;
    private Task _run = Task.CompletedTask;
    private LanesInHand? _lanes;

    public EngineLife(int number, SimulationLoop loop)
    {
        Number = number;
        _loop = loop;
    }

    public int Number { get; }

    /// <summary>What it hears of the store.</summary>
    public Doorbell Bell { get; } = new();

    /// <summary>It crashed or has ended: nothing that it calls answers any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>It was stopped in order over a store that worked: nothing that was answered may come again.</summary>
    public bool IsClean { get; private set; }

    /// <summary>What ended it; null while it runs, and when it was stopped.</summary>
    public Exception? Defect => _run.Exception?.InnerException;

    /// <summary>What it has in hand, for people.</summary>
    public string InHand => string.Join(", ", (_lanes?.InHand() ?? []).Select(lane =>
        $"{lane.Id} {lane.Phase} at {lane.Cursor}, known {lane.KnownThrough}, tail {lane.Tail}, unflushed {lane.Unflushed}" +
        $"{(lane.IsLeaving ? ", leaving" : "")}{(lane.AwaitsFlush ? ", awaits flush" : "")}"));

    public Task HoldIfOverAsync() => IsOver ? Never : Task.CompletedTask;

    public void Start(ILaneStore store, HttpMessageHandler network, EndpointSealer sealer, PushOptions options, Func<double> jitter)
    {
        var clock = _loop.Clock;
        var lanes = _lanes = new LanesInHand(options, clock);
        var results = new ResultWriter(store, lanes, options, clock, NullLogger<ResultWriter>.Instance);
        var sender = new WebhookSender(new HttpMessageInvoker(network), options, clock);
        var egress = new EgressPolicy(options.Egress);
        var driver = new LaneDriver(store, sealer, egress, sender, options, lanes, results, clock, jitter, NullLogger<LaneDriver>.Instance);
        var dispatcher = new LaneDispatcher(store, lanes, driver, options, clock, NullLogger<LaneDispatcher>.Instance);
        var sweeper = new Sweeper(store, lanes, options, clock, NullLogger<Sweeper>.Instance, TaskBodies.UpTo(options.MaxBodyBytes));
        var engine = new PushEngine(store, Bell, lanes, dispatcher, results, sweeper, options, clock);
        _run = _loop.Start(() => engine.RunAsync(_stop.Token));
    }

    /// <summary>The process dies: no signal, no farewell.</summary>
    public void Crash() => IsOver = true;

    /// <summary>The process is asked to stop, and gets a minute.</summary>
    /// <returns>Whether it did.</returns>
    public bool Stop(Weather weather)
    {
        var wasFair = weather.IsFair;
        _stop.Cancel();
        _loop.RunFor(TimeSpan.FromMinutes(1));
        (IsOver, IsClean) = (true, wasFair);
        return _run.IsCompleted;
    }

    public void Dispose() => _stop.Dispose();
}
