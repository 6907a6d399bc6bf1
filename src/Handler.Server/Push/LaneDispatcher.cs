using System.Collections.Concurrent;
using System.Threading.Channels;
using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Push;

/// <summary>
/// Finds what is due and starts it. It hears of commits by the doorbell, which hands it what was just written, and looks into the store when
/// a lane falls due, when it has left lanes there for want of room, and once a poll interval, for rings can be lost.
/// </summary>
internal sealed partial class LaneDispatcher : ILaneListener, IDisposable
{
    private const int LanesPerLook = 1024;

    private readonly ILaneStore _store;
    private readonly LanesInHand _lanes;
    private readonly LaneDriver _driver;
    private readonly PushOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<LaneDispatcher> _logger;
    private readonly PushMetrics? _metrics;

    // Bounded, and what has no room is dropped: those lanes are due in the store, and the next look finds them.
    private readonly Channel<RungAdvances> _advances =
        Channel.CreateBounded<RungAdvances>(new BoundedChannelOptions(4096) { SingleReader = true });

    // A doorbell of capacity one: a second ring before the first is heard says nothing new.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentQueue<InHandLane> _closed = new();
    private readonly TaskCompletionSource _defect = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private long _nextLook;
    private int _lost;

    public LaneDispatcher(
        ILaneStore store, LanesInHand lanes, LaneDriver driver, PushOptions options, TimeProvider clock, ILogger<LaneDispatcher> logger, PushMetrics? metrics = null)
    {
        _store = store;
        _lanes = lanes;
        _driver = driver;
        _options = options;
        _clock = clock;
        _logger = logger;
        _metrics = metrics;
        _lanes.Wake = Ring;
        _lanes.Memory.Dropped = () => _metrics?.Limited(PushLimit.MemoryBytes);
        _timer = clock.CreateTimer(static dispatcher => ((LaneDispatcher)dispatcher!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Faults when a driver has died of a defect.</summary>
    public Task Defect => _defect.Task;

    public void Advanced(IReadOnlyList<LaneAdvance> advances)
    {
        var rung = RungAdvances.Take(advances, _lanes.Departed, _lanes.Memory);
        if (!_advances.Writer.TryWrite(rung))
        {
            _lanes.Memory.Drop(rung.Bytes);
            Interlocked.Exchange(ref _lost, 1);
        }

        Ring();
    }

    public void LaneChanged(Guid lane, long? generation)
    {
        // Aborting runs code of the connection, which has no place on the store's thread.
        if (_lanes.Close(lane, generation) is { } inHand)
        {
            _closed.Enqueue(inHand);
        }

        Ring();
    }

    public void GateChanged(GateRow gate)
    {
        _lanes.ChangeGate(gate);
        Ring();
    }

    /// <summary>Results are durable: lanes may go on, or are let go and wake the dispatcher when they fall due.</summary>
    public void Flushed(IReadOnlyList<PendingResult> flushed)
    {
        foreach (var result in flushed)
        {
            // In this order: a look that begins in between passes over what is in hand.
            _lanes.Flushed(result.Lane, result.Count);
            LookAt(result.WakeAt ?? DateTimeOffset.MaxValue);
        }

        Ring();
    }

    /// <summary>Runs until <paramref name="stop"/>. What is in flight then goes on.</summary>
    public async Task RunAsync(long epoch, CancellationToken stop)
    {
        // The bell ends the wait: a canceled read would go on by way of the thread pool, which a simulation must not touch.
        using var stopping = stop.UnsafeRegister(static dispatcher => ((LaneDispatcher)dispatcher!).Ring(), this);
        LookAt(DateTimeOffset.MinValue);
        while (!stop.IsCancellationRequested)
        {
            Hear();
            if (IsTimeToLook)
            {
                await LookAsync(epoch, stop);
            }

            Start();
            await WaitAsync();
        }
    }

    public void Dispose() => _timer.Dispose();

    private bool IsTimeToLook =>
        _lanes.WantsLook || Volatile.Read(ref _lost) == 1 || _clock.GetUtcNow().UtcTicks >= Interlocked.Read(ref _nextLook);

    private void Ring() => _bell.Writer.TryWrite(true);

    private void Hear()
    {
        while (_closed.TryDequeue(out var lane))
        {
            lane.Abort.Cancel();
        }

        var departed = _lanes.Departed;
        while (_advances.Reader.TryRead(out var rung))
        {
            foreach (var advance in rung.Advances)
            {
                Hear(advance, rung.Departed);
            }

            // After the lanes have counted what they keep of it.
            _lanes.Memory.Drop(rung.Bytes);
        }

        _lanes.Heard(departed);
    }

    private void Hear(LaneAdvance advance, long departed)
    {
        if (advance.Row.State == LaneState.Overflowed)
        {
            _metrics?.Overflowed();
            LogOverflowed(advance.Row.ConfigId, advance.Row.Task.TaskId, advance.Row.Waiting, advance.Row.Gate.Origin);
        }

        if (_lanes.Advance(advance, departed, _clock.GetUtcNow()) is { } due)
        {
            LookAt(due);
        }
    }

    private async Task LookAsync(long epoch, CancellationToken stop)
    {
        Interlocked.Exchange(ref _lost, 0);
        var now = _clock.GetUtcNow();
        Interlocked.Exchange(ref _nextLook, (now + _options.PollInterval).UtcTicks);
        try
        {
            _lanes.BeginLook();
            var taken = await _store.TakeDueAsync(
                new LaneTake { Epoch = epoch, Now = now, MaxLanes = LanesPerLook, Room = _lanes.RoomFor, InHand = _lanes.Contains }, stop);
            _lanes.EndLook(taken.Lanes, wasCut: taken.Lanes.Count >= LanesPerLook);
            LookAt(taken.NextDue ?? DateTimeOffset.MaxValue);

            // What the store does not know yet of held gates it cannot say either.
            LookAt(_lanes.Gates.NextProbe() ?? DateTimeOffset.MaxValue);
        }
        catch (StoreUnavailableException unavailable)
        {
            _metrics?.StoreRefused("take");
            LogUnavailable(unavailable.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The loop ends.
        }
    }

    private void Start()
    {
        foreach (var lane in _lanes.TakeSlow())
        {
            _metrics?.Limited(PushLimit.Slow);
            lane.Deadline?.EndNow();
        }

        while (_lanes.TryStart() is { } lane)
        {
            _ = WatchAsync(_driver.DriveAsync(lane));
        }
    }

    // A driver handles all that a network, a peer and a store do. What it throws is a defect, and stops the host, loudly.
    private async Task WatchAsync(Task driving)
    {
        await driving.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (driving.Exception is { } defect)
        {
            _defect.TrySetException(defect.InnerExceptions);
        }
    }

    private async Task WaitAsync()
    {
        var wait = new DateTimeOffset(Interlocked.Read(ref _nextLook), TimeSpan.Zero) - _clock.GetUtcNow();
        if (_lanes.UntilSlow is { } untilSlow && untilSlow < wait)
        {
            // A timer counts whole milliseconds, and would come a little early.
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(untilSlow.TotalMilliseconds));
        }

        if (wait > TimeSpan.Zero)
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
        else
        {
            Ring();
        }

        await _bell.Reader.ReadAsync(CancellationToken.None);
    }

    private void LookAt(DateTimeOffset due)
    {
        var ticks = due.UtcTicks;
        for (var before = Interlocked.Read(ref _nextLook); ticks < before; before = Interlocked.Read(ref _nextLook))
        {
            if (Interlocked.CompareExchange(ref _nextLook, ticks, before) == before)
            {
                return;
            }
        }
    }

    [LoggerMessage(70, LogLevel.Warning,
        "Config {ConfigId} of task {TaskId}: {Waiting} updates wait for {Origin}, and no more may for it or its owner. New ones are passed over until " +
        "these are settled; then the whole task is sent.")]
    private partial void LogOverflowed(string configId, string taskId, int waiting, string origin);

    [LoggerMessage(53, LogLevel.Warning, "Due lanes cannot be read; the next look is after the poll interval. {Reason}")]
    private partial void LogUnavailable(string reason);
}
