using System.Diagnostics;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;

namespace Handler.Tests.Server.Push;

/// <summary>What the engine tells while it runs: its counts, its gauges, its traces.</summary>
public sealed class PushTelemetryTests : IDisposable
{
    private readonly MeterRig _meters = new();
    private readonly PushRig _rig;

    public PushTelemetryTests() => _rig = new PushRig { Metrics = new PushMetrics(_meters) };

    [Fact]
    public void Attempts_retries_and_deliveries_of_an_engine_are_counted()
    {
        _rig.Hook().Answer(503);
        _rig.Task().Start();
        _rig.Register();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(10));

        _meters.Of("handler.push.attempts").ShouldBe(["1 outcome=answered status_class=5xx", "1 outcome=delivered status_class=2xx"]);
        _meters.Of("handler.push.retries").Count.ShouldBe(1);
        _meters.Of("handler.push.delivered").Count.ShouldBe(1);
    }

    [Fact]
    public void A_body_that_is_too_large_is_counted_as_the_limit_that_it_hit()
    {
        _rig.Options.MaxBodyBytes = PushOptionsValidator.LeastBodyBytes;
        _rig.Task().Start();
        _rig.Register();
        _rig.Say("t1", new string('x', PushOptionsValidator.LeastBodyBytes), "small");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _meters.Of("handler.push.limits").ShouldBe(["1 limit=body-bytes"]);
    }

    [Fact]
    public void Each_attempt_is_a_trace_of_its_own_that_says_how_it_ended_and_links_to_its_cause()
    {
        var config = $"traced-{Guid.NewGuid():n}";
        var traces = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PushTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Other tests may send at the same time.
                if ((string?)activity.GetTagItem("a2a.push.config.id") == config)
                {
                    traces.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        _rig.Hook().Answer(503);
        _rig.Task().Start();
        _rig.Register(configId: config);
        _rig.Loop.RunFor(TimeSpan.FromSeconds(10));

        traces.Select(trace => (trace.Status, trace.GetTagItem("http.response.status_code"), trace.GetTagItem("error.type"), trace.GetTagItem("a2a.push.attempt")))
            .ShouldBe([(ActivityStatusCode.Error, 503, "503", 1), (ActivityStatusCode.Unset, 200, null, 2)]);
        traces.Select(trace => trace.TraceId).ShouldBeUnique();
        _rig.Hook().Arrivals.Select(arrival => arrival[WebhookHeaders.TraceParent]).ShouldBe(traces.Select(trace => trace.Id));
    }

    public void Dispose()
    {
        _rig.Dispose();
        _meters.Dispose();
    }
}
