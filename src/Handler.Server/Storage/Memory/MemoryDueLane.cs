namespace Handler.Server.Storage.Memory;

/// <summary>A lane's entry in the index of what is due: by due time, then by age, so that a run under a fake clock repeats.</summary>
/// <param name="Due">When its next attempt is due.</param>
/// <param name="Number">Orders lanes of the same due time.</param>
/// <param name="Lane">The lane; null in a bound.</param>
internal sealed record MemoryDueLane(DateTimeOffset Due, long Number, MemoryLane? Lane)
{
    public static IComparer<MemoryDueLane> Order { get; } =
        Comparer<MemoryDueLane>.Create((one, other) => (one.Due, one.Number).CompareTo((other.Due, other.Number)));

    public static MemoryDueLane Latest { get; } = new(DateTimeOffset.MaxValue, long.MaxValue, null);

    /// <summary>Comes after all that is due at <paramref name="due"/>.</summary>
    public static MemoryDueLane After(DateTimeOffset due) => new(due, long.MaxValue, null);
}
