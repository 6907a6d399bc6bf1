namespace Handler.Benchmarks.Delivery;

/// <summary>The check after a run, from the engine's side: the sink's count is checked by the one who measures.</summary>
internal static class Closing
{
    /// <summary>Throws unless exactly <paramref name="count"/> deliveries were recorded and all lanes are at their end.</summary>
    public static async Task CheckAsync(EngineHost host, IEnumerable<RunningTask> tasks, int count)
    {
        if (host.Lanes.Delivered != count)
        {
            throw new InvalidOperationException($"{host.Lanes.Delivered} deliveries were recorded where {count} were committed.");
        }

        foreach (var task in tasks)
        {
            await task.CheckAsync();
        }
    }
}
