namespace Handler.Server.Storage.Memory;

/// <summary>A dead stretch with what is told of it when its lane has gone, and the redeliveries from it.</summary>
internal sealed class MemoryDead(long number, DeadStretch stretch, LaneRow lane)
{
    private readonly Dictionary<long, RedeliveryRecord> _redeliveries = [];

    /// <summary>Its place among all stretches, in the order of their making.</summary>
    public long Number => number;

    public DeadStretch Stretch => stretch;

    public TaskKey Task { get; } = lane.Task;

    public string ConfigId { get; } = lane.ConfigId;

    public string Origin { get; } = lane.Gate.Origin;

    public bool Covers(long sequence) => stretch.From <= sequence && sequence <= stretch.To;

    public RedeliveryRecord? RedeliveryOf(long sequence) => _redeliveries.GetValueOrDefault(sequence);

    public void Write(long sequence, RedeliveryRecord redelivery) => _redeliveries[sequence] = redelivery;

    public DeadReport ToReport() => new()
    {
        Number = number,
        Stretch = stretch,
        Task = Task,
        ConfigId = ConfigId,
        Origin = Origin,
        Redelivered = _redeliveries.Values.Count(redelivery => redelivery.Attempt.Outcome == AttemptOutcome.Delivered),
        LastRedelivery = _redeliveries.Values.MaxBy(redelivery => redelivery.Attempt.StartedAt),
    };
}
