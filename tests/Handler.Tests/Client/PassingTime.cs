using Handler.TestKit;

namespace Handler.Tests.Client;

/// <summary>Time that passes while a client waits to ask again, and stands while it waits for an answer.</summary>
internal static class PassingTime
{
    // Longer than every wait between two tries in these tests, shorter than every time limit.
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(20);

    /// <summary>Moves time to each wait that is to end soon, until the task is done.</summary>
    public static async Task<T> PassAsync<T>(this ManualClock clock, Task<T> task, TimeSpan? near = null)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!task.IsCompleted)
        {
            late.IsCancellationRequested.ShouldBeFalse($"The task waits for what no near timer brings; the next is due {clock.NextDue:O}.");
            if (clock.NextDue is { } due && due - clock.GetUtcNow() <= (near ?? Near))
            {
                clock.AdvanceTo(due);
            }

            await Task.Yield();
        }

        return await task;
    }
}
