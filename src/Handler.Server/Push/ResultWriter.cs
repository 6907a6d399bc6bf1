using System.Threading.Channels;
using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Push;

/// <summary>
/// Gathers results and writes them in batches: every 20 ms, or at 256, or as soon as a lane can go no further ahead of its durable cursor. Until
/// the store takes a batch it is kept and offered again, and the dispatcher starts nothing new.
/// </summary>
internal sealed partial class ResultWriter : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _sync = new();
    private readonly ILaneStore _store;
    private readonly LanesInHand _lanes;
    private readonly PushOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ResultWriter> _logger;
    private readonly PushMetrics? _metrics;
    private readonly PushPulse? _pulse;

    // Doorbells of capacity one: a second ring before the first is heard says nothing new.
    private readonly Channel<bool> _something = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ITimer _timer;
    private Dictionary<Guid, PendingResult> _pending = [];
    private int _count;

    public ResultWriter(
        ILaneStore store, LanesInHand lanes, PushOptions options, TimeProvider clock, ILogger<ResultWriter> logger, PushMetrics? metrics = null, PushPulse? pulse = null)
    {
        _store = store;
        _lanes = lanes;
        _options = options;
        _clock = clock;
        _logger = logger;
        (_metrics, _pulse) = (metrics, pulse);
        _timer = clock.CreateTimer(static writer => ((ResultWriter)writer!)._due.Writer.TryWrite(true), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Hands over a result of a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="add">Adds it to what is pending for the lane; called under the writer's lock.</param>
    public void Add(InHandLane lane, Action<PendingResult> add)
    {
        bool isFull;
        lock (_sync)
        {
            if (!_pending.TryGetValue(lane.Id, out var pending))
            {
                pending = new PendingResult(lane);
                _pending.Add(lane.Id, pending);
            }

            add(pending);
            _count++;
            isFull = _count >= _options.FlushCount || pending.Count >= LaneWork.MaxAhead;
        }

        _something.Writer.TryWrite(true);
        if (isFull)
        {
            _due.Writer.TryWrite(true);
        }
    }

    /// <summary>Writes batches until <paramref name="stop"/>; then once more, what is left.</summary>
    /// <param name="epoch">The owner's epoch.</param>
    /// <param name="flushed">Called after each batch that is durable.</param>
    /// <param name="drained">Called then with the full lanes that it has drained.</param>
    /// <param name="stop">Ends the loop when all attempts have ended.</param>
    /// <param name="abandon">Ends it at once: what is not written is sent again by the next owner.</param>
    public async Task RunAsync(
        long epoch, Action<IReadOnlyList<PendingResult>> flushed, Action<IReadOnlyList<Guid>> drained, CancellationToken stop, CancellationToken abandon)
    {
        // The bells end the wait: a canceled read would go on by way of the thread pool, which a simulation must not touch.
        using var stopping = stop.UnsafeRegister(static writer => ((ResultWriter)writer!).RingAll(), this);
        while (!stop.IsCancellationRequested)
        {
            await _something.Reader.ReadAsync(CancellationToken.None);
            _timer.Change(_options.FlushInterval, Timeout.InfiniteTimeSpan);
            await _due.Reader.ReadAsync(CancellationToken.None);
            await FlushAsync(epoch, flushed, drained, abandon);
        }

        await FlushAsync(epoch, flushed, drained, abandon);
    }

    public void Dispose() => _timer.Dispose();

    private void RingAll()
    {
        _something.Writer.TryWrite(true);
        _due.Writer.TryWrite(true);
    }

    private async Task FlushAsync(
        long epoch, Action<IReadOnlyList<PendingResult>> flushed, Action<IReadOnlyList<Guid>> drained, CancellationToken abandon)
    {
        if (Take() is not { Count: > 0 } results)
        {
            return;
        }

        var batch = new ResultBatch(epoch, [.. results.Select(result => result.ToResult())], _lanes.Gates.TakeUnwritten());
        RecordResult? recorded;
        while ((recorded = await TryRecordAsync(batch, abandon)) is null)
        {
            _lanes.SetRefused(true);
            _pulse?.IsRefused = true;
            await Task.Delay(RetryInterval, _clock, abandon);
        }

        _lanes.SetRefused(false);
        _pulse?.IsRefused = false;
        flushed(results);
        drained(recorded.Drained);
    }

    private List<PendingResult> Take()
    {
        lock (_sync)
        {
            var taken = _pending;
            _pending = new Dictionary<Guid, PendingResult>(taken.Count);
            _count = 0;

            // In order of lanes, as locks are taken.
            return [.. taken.Values.OrderBy(result => result.Lane.Id)];
        }
    }

    private async Task<RecordResult?> TryRecordAsync(ResultBatch batch, CancellationToken abandon)
    {
        try
        {
            var recorded = await _store.RecordAsync(batch, abandon);
            return recorded.Outcome != RecordOutcome.Fenced ? recorded : throw new InvalidOperationException(
                $"Another process has taken over the deliveries of this store (epoch {batch.Epoch} is past). This one must stop sending.");
        }
        catch (StoreUnavailableException refused)
        {
            _metrics?.StoreRefused("record");
            LogRefused(batch.Lanes.Count, refused.Message);
            return null;
        }
    }

    [LoggerMessage(54, LogLevel.Error, "Results of {Lanes} lanes cannot be written; nothing new is sent until they are. {Reason}")]
    private partial void LogRefused(int lanes, string reason);
}
