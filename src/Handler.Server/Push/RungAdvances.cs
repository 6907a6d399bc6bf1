using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What a commit rang, on its way to the dispatcher.</summary>
/// <param name="Advances">What it did to lanes.</param>
/// <param name="Departed">How many lanes had been let go when it rang.</param>
/// <param name="Bytes">What its bodies hold of the memory budget, until they are heard.</param>
internal readonly record struct RungAdvances(IReadOnlyList<LaneAdvance> Advances, long Departed, long Bytes)
{
    /// <summary>Takes a ring into the queue: with its bodies where the budget has room, else without; they are read when they are sent.</summary>
    public static RungAdvances Take(IReadOnlyList<LaneAdvance> advances, long departed, MemoryBudget memory)
    {
        var bytes = advances.Sum(BytesOf);
        return bytes == 0 || memory.TryKeep(bytes)
            ? new RungAdvances(advances, departed, bytes)
            : new RungAdvances([.. advances.Select(WithoutBodies)], departed, 0);
    }

    private static long BytesOf(LaneAdvance advance)
    {
        long bytes = 0;
        foreach (var delivery in advance.Added)
        {
            bytes += delivery.Body?.Length ?? 0;
        }

        return bytes;
    }

    private static LaneAdvance WithoutBodies(LaneAdvance advance) =>
        advance with { Added = [.. advance.Added.Select(delivery => delivery with { Body = null })] };
}
