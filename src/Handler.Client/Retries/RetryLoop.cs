namespace Handler.Client.Retries;

/// <summary>Asks again while there is hope and the options allow it.</summary>
internal sealed class RetryLoop(A2AClientOptions options)
{
    /// <summary>The result of the first try that has one, or the failure of the last.</summary>
    /// <param name="call">One try; each has the time of <see cref="A2AClientOptions.Timeout"/>.</param>
    /// <param name="mayBeRepeated">Whether it is safe and of use to ask again after a failure.</param>
    /// <param name="cancel">Ends the wait between two tries.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, Func<A2AClientException, bool> mayBeRepeated, CancellationToken cancel)
    {
        for (var before = 0; ; before++)
        {
            try
            {
                return await call();
            }
            catch (A2AClientException error) when (before < options.Retries && mayBeRepeated(error) && IsWithin(error))
            {
                await WaitAsync(before, error, cancel);
            }
        }
    }

    /// <summary>The agent asks for no longer wait than is given.</summary>
    public bool IsWithin(A2AClientException error) => error.RetryAfter is null || error.RetryAfter <= options.MaxRetryDelay;

    public Task WaitAsync(int before, A2AClientException error, CancellationToken cancel) => Task.Delay(
        RetryDelays.Next(before, error.RetryAfter, options.MaxRetryDelay, options.NextRandom()), options.TimeProvider, cancel);
}
