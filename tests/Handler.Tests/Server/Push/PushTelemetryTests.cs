using System.Diagnostics;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.TestKit;

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
    public void The_oldest_of_too_many_slow_attempts_is_counted_when_it_is_ended()
    {
        using var rig = new PushRig(options => options.MaxSlowInFlight = 1) { Metrics = new PushMetrics(_meters) };
        rig.Task().Start();
        foreach (var host in new[] { "a", "b" })
        {
            rig.Hook(host).Hang();
            rig.Register(host: host, configId: host);
        }

        rig.Loop.RunFor(TimeSpan.FromSeconds(3));

        _meters.Of("handler.push.limits").ShouldBe(["1 limit=slow"]);
        _meters.Of("handler.push.attempts").ShouldContain("1 outcome=deadline-exceeded");
    }

    [Fact]
    public void A_lane_that_overflows_is_counted_once()
    {
        using var rig = new PushRig(options => options.MaxWaitingPerConfig = 2) { Metrics = new PushMetrics(_meters) };
        rig.Hook().AnswerOtherwise(WebhookAnswer.Of(503));
        rig.Task().Start();
        rig.Register();
        rig.Say("t1", "1", "2", "3", "4");
        rig.Loop.RunFor(TimeSpan.FromSeconds(1));

        _meters.Of("handler.push.overflows").ShouldBe(["1"]);
        _meters.Of("handler.push.limits").ShouldBe(["1 limit=waiting"]);
    }

    [Fact]
    public void What_the_store_refuses_is_counted_by_what_was_asked()
    {
        var store = new FaultyLaneStore(_rig.Store);
        _rig.Engine = store;
        _rig.Task().Start();
        _rig.Register();
        store.RefusesResults = true;
        _rig.Loop.RunFor(TimeSpan.FromSeconds(2.5));
        store.RefusesResults = false;
        store.RefusesReads = true;
        _rig.Loop.RunFor(TimeSpan.FromMinutes(2));

        var refused = _meters.Of("handler.push.store.refusals");
        refused.Distinct().ShouldBe(["1 operation=record", "1 operation=take", "1 operation=sweep"], ignoreOrder: true);
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
