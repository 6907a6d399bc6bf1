using Handler.Server.Storage;
using Microsoft.Extensions.Hosting;

namespace Handler.Server.Push;

/// <summary>
/// The engine as a part of the host: takes the right to send, runs the dispatcher, the writer of results and the sweeper, and ends them in order. A
/// loop that dies stops the host.
/// </summary>
internal sealed class PushEngine(
    ILaneStore store,
    Doorbell doorbell,
    LanesInHand lanes,
    LaneDispatcher dispatcher,
    ResultWriter results,
    Sweeper sweeper,
    PushOptions options,
    TimeProvider clock,
    PushPulse? pulse = null)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    /// <summary>The engine's life, without a host: for a simulation, whose one thread it must not leave.</summary>
    internal async Task RunAsync(CancellationToken stoppingToken)
    {
        var ownership = await store.OwnAsync(stoppingToken);
        using var listening = doorbell.Listen(dispatcher);
        using var running = pulse?.Begin(ownership.Epoch);

        // After it listens: what an operator does meanwhile is heard, and is newer than what is read.
        await LoadGatesAsync(stoppingToken);
        using var attemptsEnded = new CancellationTokenSource();
        using var abandon = new CancellationTokenSource();

        var writing = results.RunAsync(ownership.Epoch, dispatcher.Flushed, sweeper.Drained, attemptsEnded.Token, abandon.Token);
        var dispatching = dispatcher.RunAsync(ownership.Epoch, stoppingToken);
        var sweeping = sweeper.RunAsync(ownership.Epoch, stoppingToken);
        try
        {
            await await Task.WhenAny(dispatching, writing, sweeping, dispatcher.Defect);
        }
        finally
        {
            // Also when a loop has died, and then at once: once nobody hears of deletions, nothing may start.
            await EndAttemptsAsync(stoppingToken.IsCancellationRequested ? options.StopGrace : TimeSpan.Zero);
        }

        // Stopped in order: what they were about ends before the store may be closed.
        await Task.WhenAll(dispatching, sweeping);
        attemptsEnded.Cancel();
        using var grace = clock.CreateTimer(_ => abandon.Cancel(), state: null, options.StopGrace, Timeout.InfiniteTimeSpan);
        await WriteOutAsync(writing, abandon.Token);
    }

    private async Task LoadGatesAsync(CancellationToken stop)
    {
        for (var isLoaded = false; !isLoaded;)
        {
            try
            {
                lanes.Gates.Load(await store.ListGatesAsync(stop));
                isLoaded = true;
            }
            catch (StoreUnavailableException)
            {
                // Nothing can be sent without the store either; the dispatcher says so when it lasts.
                await Task.Delay(options.PollInterval, clock, stop);
            }
        }
    }

    // What is in flight may end, so that what is answered is not sent again; what hangs is aborted after the grace and repeated later.
    private async Task EndAttemptsAsync(TimeSpan grace)
    {
        var idle = lanes.StopAsync();
        using var ended = new CancellationTokenSource();
        await Task.WhenAny(idle, Task.Delay(grace, clock, ended.Token));
        ended.Cancel();
        foreach (var lane in lanes.InHand())
        {
            lane.Abort.Cancel();
        }

        await idle;
    }

    private static async Task WriteOutAsync(Task writing, CancellationToken abandon)
    {
        try
        {
            await writing;
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // The store refuses results and the grace is over: the next start repeats those deliveries, under the same ids.
        }
    }
}
