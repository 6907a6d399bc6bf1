using Handler.Protocol.Webhooks;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>A redelivery that may be tried: what it is made of.</summary>
internal sealed class RedeliveryDraft(
    RedeliveryOrder order, DeliveryReport report, StoredPushConfig config, ReadOnlyMemory<byte> body, DateTimeOffset now)
{
    public RedeliveryOrder Order => order;

    /// <summary>The config as it is now.</summary>
    public StoredPushConfig Config => config;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The one delivery of its place.</summary>
    public LaneWork Work { get; } = new(
        config.Lane,
        [new LaneDelivery { Sequence = order.Id.Sequence, CommittedAt = report.Event?.CommittedAt ?? now, Body = body }]);

    private DeliveryId SentAs { get; } = order.NewId ? new DeliveryId(Guid.CreateVersion7(now), order.Id.Sequence) : order.Id;

    private int Number { get; } = 1 + report.Attempts.Append(report.Dead?.Stretch.LastAttempt).Append(report.Redelivery?.Attempt)
        .OfType<AttemptRecord>()
        .Where(attempt => attempt.Sequence == order.Id.Sequence && attempt.Count == 1)
        .Select(attempt => attempt.Number)
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>A lane that is not in the store, with this one delivery: its place in the engine.</summary>
    public InHandLane Place(LaneErrand errand, MemoryBudget memory)
    {
        var row = config.Lane with
        {
            Lane = Guid.CreateVersion7(now),
            State = LaneState.Active,
            Cursor = order.Id.Sequence - 1,
            Tail = order.Id.Sequence,
            Waiting = 1,
            Progress = LaneProgress.DueAt(now),
        };
        return new InHandLane(row, memory) { Errand = errand };
    }

    public DeliveryHeaders Headers(DateTimeOffset at) => new()
    {
        Id = SentAs,
        At = at,
        // Outside the order: what came before it says nothing of a gap.
        Previous = null,
        Attempt = Number,
        IsRedelivery = true,
    };

    public RedeliveryRecord RecordOf(AttemptResult result) => new()
    {
        SentAs = SentAs.ToString(),
        By = order.By,
        Attempt = new AttemptRecord
        {
            Sequence = order.Id.Sequence,
            ThroughSequence = order.Id.Sequence,
            Count = 1,
            Number = Number,
            StartedAt = result.StartedAt,
            Duration = result.Duration,
            Outcome = result.Outcome,
            Status = result.Status,
            Detail = result.Detail,
            Excerpt = result.Excerpt,
        },
    };
}
