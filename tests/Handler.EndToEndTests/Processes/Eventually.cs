namespace Handler.EndToEndTests.Processes;

/// <summary>Waits for what comes from another process, where nothing rings.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when it holds.</summary>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public static async Task HoldsAsync(Func<bool> condition, Func<string> otherwise, TimeSpan? limit = null)
    {
        using var late = new CancellationTokenSource(limit ?? ChildProcess.Patience);
        while (!condition())
        {
            if (late.IsCancellationRequested)
            {
                throw new TimeoutException(otherwise());
            }

            await Task.Delay(Pause);
        }
    }
}
