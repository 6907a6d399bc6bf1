using System.Diagnostics.Metrics;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What is so at this moment: in this process, and, as of the last survey, in the store.</summary>
internal sealed class PushGauges
{
    private readonly IReadOnlyList<Instrument> _ofSurvey;
    private GateSurvey _survey = GateSurvey.None;

    public PushGauges(IMeterFactory meters, LanesInHand lanes)
    {
        var meter = meters.Create(PushTelemetry.SourceName);
        meter.CreateObservableUpDownCounter("handler.push.in_flight", () => lanes.Load.InFlight, "{attempt}", "Attempts under way.");
        meter.CreateObservableUpDownCounter("handler.push.slow", () => lanes.Load.Slow, "{attempt}", "Attempts under way that are slow.");
        meter.CreateObservableUpDownCounter("handler.push.lanes", () => lanes.Load.Lanes, "{lane}", "Lanes that the dispatcher works on.");
        meter.CreateObservableUpDownCounter("handler.push.memory", () => lanes.Memory.Held, "By", "Bodies that are held in memory.");
        meter.CreateObservableUpDownCounter("handler.push.unsettled", () => lanes.Load.Unsettled, "{delivery}", "Results that are not written yet.");
        _ofSurvey =
        [
            meter.CreateObservableUpDownCounter("handler.push.waiting", () => Survey.Waiting, "{delivery}", "Deliveries that wait in the store."),
            meter.CreateObservableUpDownCounter("handler.push.gates.held", Held, "{gate}", "Gates that are held."),
            meter.CreateObservableGauge("handler.push.lag", () => Survey.Lag.TotalSeconds, "s", "How long the oldest delivery has waited."),
            meter.CreateObservableGauge("handler.push.gate.lag", GateLags, "s", "How long the oldest delivery at a gate has waited; the worst gates alone."),
        ];
    }

    /// <summary>Whether somebody listens to what a survey tells.</summary>
    public bool AreWatched => _ofSurvey.Any(instrument => instrument.Enabled);

    /// <summary>The last survey.</summary>
    public GateSurvey Survey
    {
        get => Volatile.Read(ref _survey);
        set => Volatile.Write(ref _survey, value);
    }

    // All of them, so that one which is over falls to zero and does not stay.
    private IEnumerable<Measurement<int>> Held() =>
        new[] { GateHold.Breaker, GateHold.RetryAfter, GateHold.Operator }.Select(hold => new Measurement<int>(
            Survey.Held.GetValueOrDefault(hold), new KeyValuePair<string, object?>("handler.push.hold", PushWords.Of(hold))));

    private IEnumerable<Measurement<double>> GateLags()
    {
        var survey = Survey;
        return survey.Worst.Select(gate => new Measurement<double>(
            survey.LagOf(gate).TotalSeconds,
            new KeyValuePair<string, object?>("server.address", gate.Row.Key.Origin),
            new KeyValuePair<string, object?>("handler.push.tenant", gate.Row.Key.Scope.Tenant),
            new KeyValuePair<string, object?>("handler.push.owner", gate.Row.Key.Scope.Owner)));
    }
}
