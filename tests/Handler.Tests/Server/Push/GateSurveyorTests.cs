using Handler.Server.Push;
using Handler.Server.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Handler.Tests.Server.Push;

/// <summary>What waits and what is held, as metrics and health checks tell it.</summary>
public sealed class GateSurveyorTests : IDisposable
{
    private readonly MeterRig _meters = new();
    private readonly PushRig _rig = new();
    private readonly PushGauges _gauges;
    private readonly GateSurveyor _surveyor;

    public GateSurveyorTests()
    {
        _gauges = new PushGauges(_meters, new LanesInHand(_rig.Options, _rig.Clock));
        _surveyor = Surveyor(_gauges);
    }

    [Fact]
    public void A_survey_sums_what_waits_and_names_the_worst_gate_first()
    {
        _rig.Task("old").Task("young");
        _rig.Register("old", "slow");
        _rig.Clock.Advance(TimeSpan.FromMinutes(2));
        _rig.Register("young", "fast");
        _rig.Say("young", "more");
        _rig.Clock.Advance(TimeSpan.FromMinutes(1));

        var survey = Read();

        survey.Waiting.ShouldBe(3);
        survey.Lag.ShouldBe(TimeSpan.FromMinutes(3));
        survey.Worst.Select(gate => (gate.Row.Key.Origin, survey.LagOf(gate).TotalMinutes)).ShouldBe([("http://slow:80", 3), ("http://fast:80", 1)]);
    }

    [Fact]
    public void Gauges_tell_the_last_survey_and_the_worst_gates_by_their_origin()
    {
        _rig.Task();
        _rig.Register(host: "slow");
        _rig.Clock.Advance(TimeSpan.FromMinutes(1));

        Read();

        _meters.Ask("handler.push.waiting").ShouldBe(["1"]);
        _meters.Ask("handler.push.lag").ShouldBe(["60"]);
        _meters.Ask("handler.push.gate.lag").ShouldBe(["60 address=http://slow:80 tenant= owner="]);
        _meters.Ask("handler.push.gates.held").ShouldBe(["0 hold=breaker", "0 hold=retry-after", "0 hold=operator"]);
    }

    [Fact]
    public void A_gate_that_is_held_is_counted_until_it_is_open_also_while_it_is_probed()
    {
        _rig.Task();
        var gate = _rig.Register().Gate;
        var held = new GateRow { Key = gate, Hold = GateHold.Breaker, HeldUntil = _rig.Clock.GetUtcNow() + TimeSpan.FromMinutes(1) };
        var owned = _rig.Store.OwnAsync(default).Result;
        _rig.Store.RecordAsync(new ResultBatch(owned.Epoch, [], [held]), default).Wait();

        Read();
        _meters.Ask("handler.push.gates.held")[0].ShouldBe("1 hold=breaker");
        _rig.Clock.Advance(TimeSpan.FromMinutes(2));
        Read();
        _meters.Ask("handler.push.gates.held")[0].ShouldBe("1 hold=breaker");
        _rig.Store.RecordAsync(new ResultBatch(owned.Epoch, [], [new GateRow { Key = gate }]), default).Wait();
        _rig.Clock.Advance(TimeSpan.FromMinutes(2));
        Read();
        _meters.Ask("handler.push.gates.held")[0].ShouldBe("0 hold=breaker");
    }

    [Fact]
    public void However_many_gates_there_are_twenty_are_named()
    {
        _rig.Task();
        for (var i = 0; i < 30; i++)
        {
            _rig.Register(host: $"h{i}", configId: $"c{i}");
        }

        Read().Waiting.ShouldBe(30);
        _meters.Ask("handler.push.gate.lag").Count.ShouldBe(GateSurveyor.MostNamed);
    }

    [Fact]
    public void The_store_is_asked_again_after_the_interval_alone()
    {
        var first = Read();

        Read().ShouldBeSameAs(first);
        _rig.Clock.Advance(_rig.Options.SurveyInterval);
        Read().ShouldNotBeSameAs(first);
    }

    [Fact]
    public void Where_nobody_listens_the_store_is_not_asked()
    {
        using var deaf = new MeterRig(hears: name => name == "handler.push.in_flight");
        var gauges = new PushGauges(deaf, new LanesInHand(_rig.Options, _rig.Clock));

        Run(Surveyor(gauges));
        gauges.Survey.ShouldBeSameAs(GateSurvey.None);

        Run(_surveyor);
        _gauges.Survey.ShouldNotBeSameAs(GateSurvey.None);
    }

    [Theory]
    [InlineData(14, HealthStatus.Healthy)]
    [InlineData(16, HealthStatus.Degraded)]
    [InlineData(100_000, HealthStatus.Degraded)]
    public void Lag_is_degraded_at_most(int minutes, HealthStatus status)
    {
        _rig.Task();
        _rig.Register(host: "slow");
        _rig.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var told = _rig.Loop.Run(() => new PushLagCheck(_surveyor, Options.Create(new PushHealthOptions())).CheckHealthAsync(new HealthCheckContext()));

        told.Status.ShouldBe(status);
        (told.Description!.Contains("http://slow:80", StringComparison.Ordinal)).ShouldBe(status == HealthStatus.Degraded);
    }

    public void Dispose()
    {
        _surveyor.Dispose();
        _rig.Dispose();
        _meters.Dispose();
    }

    private GateSurveyor Surveyor(PushGauges gauges) => new(_rig.Store, _rig.Options, gauges, _rig.Clock, NullLogger<GateSurveyor>.Instance);

    private GateSurvey Read() => _rig.Loop.Run(() => _surveyor.ReadAsync(default));

    private void Run(GateSurveyor surveyor)
    {
        using var stop = new CancellationTokenSource();
        _ = _rig.Loop.Start(() => surveyor.RunAsync(stop.Token));
        _rig.Loop.RunFor(TimeSpan.FromMinutes(1));
        stop.Cancel();
    }
}
