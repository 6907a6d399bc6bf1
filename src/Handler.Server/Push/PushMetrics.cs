using System.Diagnostics;
using System.Diagnostics.Metrics;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What the engine counts and measures (docs/telemetry.md has a row for each). Tags are of closed sets, never of what clients choose.</summary>
internal sealed class PushMetrics
{
    private const string OutcomeTag = "handler.push.outcome";
    private const string StatusTag = "handler.push.status_class";

    // From a webhook in the same rack to the deadline and above.
    private static readonly InstrumentAdvice<double> OfAttempts = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30],
    };

    // From at once to the horizon.
    private static readonly InstrumentAdvice<double> OfDeliveries = new()
    {
        HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200, 86_400],
    };

    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _attemptDuration;
    private readonly Counter<long> _delivered;
    private readonly Histogram<double> _deliveryDuration;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _overflows;
    private readonly Counter<long> _redeliveries;
    private readonly Counter<long> _storeRefusals;
    private readonly Counter<long> _limits;

    public PushMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(PushTelemetry.SourceName);
        _attempts = meter.CreateCounter<long>("handler.push.attempts", "{attempt}", "Requests to webhooks, or what was refused in their place.");
        _attemptDuration = meter.CreateHistogram(
            "handler.push.attempt.duration", "s", "From the beginning of an attempt to its end.", tags: null, OfAttempts);
        _delivered = meter.CreateCounter<long>("handler.push.delivered", "{delivery}", "Deliveries that a webhook has taken.");
        _deliveryDuration = meter.CreateHistogram(
            "handler.push.delivery.duration", "s", "From the commit of an update to the 2xx of a webhook.", tags: null, OfDeliveries);
        _retries = meter.CreateCounter<long>("handler.push.retries", "{attempt}", "Attempts after which the same delivery is tried again.");
        _dead = meter.CreateCounter<long>("handler.push.dead", "{stretch}", "Stretches of deliveries that were given up or canceled.");
        _overflows = meter.CreateCounter<long>("handler.push.overflows", "{lane}", "Lanes that overflowed: they pass over what is new until they are drained.");
        _redeliveries = meter.CreateCounter<long>("handler.push.redeliveries", "{attempt}", "Dead deliveries that an operator had sent again.");
        _storeRefusals = meter.CreateCounter<long>("handler.push.store.refusals", "{call}", "Calls that the store could not carry out at the time.");
        _limits = meter.CreateCounter<long>("handler.push.limits", "{time}", "How often a limit has held something back.");
    }

    /// <summary>An attempt has ended.</summary>
    public void Attempted(LaneDelivery delivery, AttemptResult result, NextStep next, DateTimeOffset now)
    {
        var tags = TagsOf(result);
        _attempts.Add(1, tags);
        _attemptDuration.Record(result.Duration.TotalSeconds, tags);
        switch (next)
        {
            case NextStep.Delivered:
                _delivered.Add(1);
                _deliveryDuration.Record(Math.Max((now - delivery.CommittedAt).TotalSeconds, 0));
                break;
            case NextStep.Retry:
                _retries.Add(1);
                break;
            case NextStep.Gone:
                Died(DeadReason.Gone);
                break;
            case NextStep.Dead dead:
                Died(dead.Reason);
                break;
        }
    }

    /// <summary>Stretches of deliveries were given up.</summary>
    public void Died(DeadReason reason, int stretches = 1) =>
        _dead.Add(stretches, new KeyValuePair<string, object?>("handler.push.reason", PushWords.Of(reason)));

    /// <summary>A lane has overflowed.</summary>
    public void Overflowed()
    {
        _overflows.Add(1);
        Limited(PushLimit.Waiting);
    }

    /// <summary>An operator's redelivery has ended.</summary>
    public void Redelivered(AttemptResult result) => _redeliveries.Add(1, TagsOf(result));

    /// <summary>The store could not be read or written.</summary>
    /// <param name="operation"><c>take</c>, <c>read</c>, <c>record</c> or <c>sweep</c>.</param>
    public void StoreRefused(string operation) =>
        _storeRefusals.Add(1, new KeyValuePair<string, object?>("handler.push.operation", operation));

    /// <summary>A limit has held something back.</summary>
    public void Limited(PushLimit limit) => _limits.Add(1, new KeyValuePair<string, object?>("handler.push.limit", PushWords.Of(limit)));

    private static TagList TagsOf(AttemptResult result)
    {
        var tags = new TagList { { OutcomeTag, PushWords.Of(result.Outcome) } };
        if (PushWords.ClassOf(result.Status) is { } status)
        {
            tags.Add(StatusTag, status);
        }

        return tags;
    }
}
