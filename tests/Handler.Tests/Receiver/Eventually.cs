namespace Handler.Tests.Receiver;

/// <summary>Waits for what other threads bring about. The limit only turns a test that would hang into one that fails.</summary>
internal static class Eventually
{
    public static async Task BecomesTrue(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
