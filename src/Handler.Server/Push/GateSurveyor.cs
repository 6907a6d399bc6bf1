using Handler.Server.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Push;

/// <summary>
/// Asks the store what waits and what is held, now and then, for those who watch: metrics show the last answer, health checks ask for a fresh one.
/// Where nobody watches it does not ask.
/// </summary>
internal sealed partial class GateSurveyor(
    IOperationsStore store, PushOptions options, PushGauges gauges, TimeProvider clock, ILogger<GateSurveyor> logger, PushMetrics? metrics = null) : BackgroundService
{
    /// <summary>The most gates that are named in metrics.</summary>
    public const int MostNamed = 20;

    private const int PageSize = 1000;

    // What comes after so many gates is left out of the sums, which the log says.
    private const int MostPages = 100;

    // A look at all gates is a load on the store: it may take this part of the time and no more.
    private const int RestFactor = 20;

    /// <summary>Asks the store, unless it has been asked within the interval.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public async Task<GateSurvey> ReadAsync(CancellationToken cancel)
    {
        var last = gauges.Survey;
        return clock.GetUtcNow() - last.At < options.SurveyInterval ? last : gauges.Survey = await SurveyAsync(cancel);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    /// <summary>The surveyor's life, without a host: for a simulation, whose one thread it must not leave.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var began = clock.GetTimestamp();
            if (gauges.AreWatched)
            {
                await TryReadAsync(stop);
            }

            var rest = RestFactor * clock.GetElapsedTime(began);
            await Task.Delay(rest > options.SurveyInterval ? rest : options.SurveyInterval, clock, stop);
        }
    }

    private async Task TryReadAsync(CancellationToken cancel)
    {
        try
        {
            gauges.Survey = await SurveyAsync(cancel);
        }
        catch (StoreUnavailableException unavailable)
        {
            metrics?.StoreRefused("read");
            LogUnavailable(unavailable.Message);
        }
    }

    private async Task<GateSurvey> SurveyAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (waiting, held, worst) = (0L, new Dictionary<GateHold, int>(), new List<GateReport>());
        var after = (GateKey?)null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await store.ListGatesAsync(new GateQuery { Limit = PageSize, After = after }, cancel);
            waiting += page.Gates.Sum(gate => gate.Waiting);
            foreach (var gate in page.Gates.Where(gate => gate.Row.Hold != GateHold.None))
            {
                held[gate.Row.Hold] = held.GetValueOrDefault(gate.Row.Hold) + 1;
            }

            worst = [.. worst.Concat(page.Gates.Where(gate => gate.OldestWaiting is not null)).OrderBy(gate => gate.OldestWaiting).Take(MostNamed)];
            after = page.Next;
            if (after is null)
            {
                break;
            }
        }

        if (after is not null)
        {
            LogCut(MostPages * PageSize);
        }

        return new GateSurvey { At = now, Waiting = waiting, Held = held, Worst = worst };
    }

    [LoggerMessage(90, LogLevel.Warning, "What waits could not be read for the metrics; they show what was read last. {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(91, LogLevel.Warning, "There are more than {Gates} gates; metrics of what waits and of holds leave the others out.")]
    private partial void LogCut(int gates);
}
