using System.Threading.Channels;
using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Push;

/// <summary>
/// What the engine does beside the deliveries: a full lane goes on as soon as it has been drained; and at the start, then once a minute, it looks
/// for what else has gathered.
/// </summary>
internal sealed partial class Sweeper : IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    // So many transactions at the most before it looks at its other work.
    private const int LanesPerLook = 200;

    private readonly ILaneStore _store;
    private readonly PushOptions _options;
    private readonly ILogger<Sweeper> _logger;
    private readonly NotificationBodyRenderer? _bodies;
    private readonly PushMetrics? _metrics;
    private readonly HeldSweep _held;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;

    // Bounded, and what has no room is dropped: the next look finds it.
    private readonly Channel<Guid> _drained = Channel.CreateBounded<Guid>(new BoundedChannelOptions(4096) { SingleReader = true });

    // A doorbell of capacity one: a second ring before the first is heard says nothing new.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _wantsLook = 1;

    public Sweeper(
        ILaneStore store,
        LanesInHand lanes,
        PushOptions options,
        TimeProvider clock,
        ILogger<Sweeper> logger,
        NotificationBodyRenderer? bodies = null,
        PushMetrics? metrics = null)
    {
        (_store, _options, _clock, _logger, _bodies, _metrics) = (store, options, clock, logger, bodies, metrics);
        _held = new HeldSweep(store, lanes, options, clock, logger, metrics);
        _timer = clock.CreateTimer(static sweeper => ((Sweeper)sweeper!).LookAgain(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing waits on these full lanes any more.</summary>
    public void Drained(IReadOnlyList<Guid> lanes)
    {
        foreach (var lane in lanes)
        {
            _drained.Writer.TryWrite(lane);
        }

        if (lanes.Count > 0)
        {
            Ring();
        }
    }

    /// <summary>Runs until <paramref name="stop"/>.</summary>
    public async Task RunAsync(long epoch, CancellationToken stop)
    {
        // The bell ends the wait: a canceled read would go on by way of the thread pool, which a simulation must not touch.
        using var stopping = stop.UnsafeRegister(static sweeper => ((Sweeper)sweeper!).Ring(), this);
        while (!stop.IsCancellationRequested)
        {
            // Lanes that are drained put no look off: they may be drained more often than it looks.
            if (await WorkAsync(epoch, stop) is { } untilLook)
            {
                _timer.Change(untilLook, Timeout.InfiniteTimeSpan);
            }

            await _bell.Reader.ReadAsync(CancellationToken.None);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void LookAgain()
    {
        Interlocked.Exchange(ref _wantsLook, 1);
        Ring();
    }

    private void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Does what there is to do.</summary>
    /// <returns>How long it is until the next look; null when it comes as it was to come.</returns>
    private async Task<TimeSpan?> WorkAsync(long epoch, CancellationToken stop)
    {
        try
        {
            while (_drained.Reader.TryRead(out var lane))
            {
                await ResumeAsync(epoch, lane, stop);
            }

            if (Interlocked.Exchange(ref _wantsLook, 0) == 0)
            {
                return null;
            }

            await LookAsync(epoch, stop);
            return Interval;
        }
        catch (StoreUnavailableException unavailable)
        {
            _metrics?.StoreRefused("sweep");
            LogUnavailable(unavailable.Message);
            return RetryInterval;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task LookAsync(long epoch, CancellationToken stop)
    {
        // First, for what expires may drain a full lane.
        await _held.SweepAsync(epoch, stop);
        await ResumeDrainedAsync(epoch, stop);
        await RemoveOldAsync(epoch, stop);
    }

    private async Task RemoveOldAsync(long epoch, CancellationToken stop)
    {
        var swept = await _store.SweepAsync(new RetentionSweep { Epoch = epoch, Now = _clock.GetUtcNow(), Retention = _options.Retention }, stop);
        if (swept.Tasks + swept.DeadStretches + swept.Events > 0)
        {
            LogSwept(swept.Tasks, swept.DeadStretches, swept.Events);
        }

        if (swept.IsMore)
        {
            LookAgain();
        }
    }

    private async Task ResumeDrainedAsync(long epoch, CancellationToken stop)
    {
        var drained = await _store.ListDrainedAsync(LanesPerLook, stop);
        var resumed = 0;
        foreach (var lane in drained)
        {
            resumed += await ResumeAsync(epoch, lane, stop) ? 1 : 0;
        }

        // There may be more, and each look makes them fewer.
        if (drained.Count == LanesPerLook && resumed > 0)
        {
            LookAgain();
        }
    }

    private async Task<bool> ResumeAsync(long epoch, Guid lane, CancellationToken stop)
    {
        var resume = new LaneResume { Epoch = epoch, Lane = lane, WithSnapshot = _options.Automatic, Bodies = _bodies };
        if (await _store.ResumeWithSnapshotAsync(resume, stop) is not { } row)
        {
            return false;
        }

        LogResumed(row.ConfigId, row.Task.TaskId, row.PassedOver);
        return true;
    }

    [LoggerMessage(71, LogLevel.Information,
        "Config {ConfigId} of task {TaskId}: what waited is settled, it goes on with the task as it is. {PassedOver} updates have been passed over so far.")]
    private partial void LogResumed(string configId, string taskId, long passedOver);

    [LoggerMessage(73, LogLevel.Debug, "Removed what is kept no longer: {Tasks} tasks that had ended, {DeadStretches} dead stretches, {Events} events")]
    private partial void LogSwept(int tasks, int deadStretches, int events);

    [LoggerMessage(72, LogLevel.Warning, "The store cannot be swept; tried again in a second. {Reason}")]
    private partial void LogUnavailable(string reason);
}
