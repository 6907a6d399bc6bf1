namespace Handler.Server.Tasks;

/// <summary>
/// Waits with a limit that stay where the caller runs. A wait combined directly with a completion source that runs its continuations
/// elsewhere would end on the thread pool, outside the one-thread simulation; a task of an async method ends where that method ran.
/// </summary>
internal static class Followed
{
    /// <summary>The task, given up on cancellation.</summary>
    public static async Task<T> ByAsync<T>(Task<T> task, CancellationToken cancel) => await OfAsync(task).WaitAsync(cancel);

    /// <inheritdoc cref="ByAsync{T}(Task{T}, CancellationToken)"/>
    public static async Task ByAsync(Task task, CancellationToken cancel) => await OfAsync(task).WaitAsync(cancel);

    /// <summary>Whether the task ended within the time. What it threw is left to whoever awaits it.</summary>
    public static async Task<bool> WithinAsync(Task task, TimeSpan limit, TimeProvider time, CancellationToken cancel)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var timeout = Task.Delay(limit, time, timer.Token);
        var first = await Task.WhenAny(OfAsync(task), timeout);
        cancel.ThrowIfCancellationRequested();
        timer.Cancel();
        return first != timeout;
    }

    /// <summary>Waits for the end, whatever it is.</summary>
    public static Task EndOfAsync(Task task) => Task.WhenAny(OfAsync(task));

    /// <summary>The same task, its end seen through an async method.</summary>
    public static async Task OfAsync(Task task) => await task;

    /// <inheritdoc cref="OfAsync(Task)"/>
    public static async Task<T> OfAsync<T>(Task<T> task) => await task;
}
