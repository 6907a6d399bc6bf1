using Handler.Server.Push;

namespace Handler.Tests.Server.Push;

/// <summary>How many attempts a gate may have in flight.</summary>
public sealed class GateCapTests
{
    private readonly RoundRig _rig = new();

    [Fact]
    public void A_gate_that_nothing_is_known_of_has_one_attempt_in_flight()
    {
        _rig.Add("one", "hook", lanes: 20).Start();

        _rig.InFlight("hook").ShouldBe(1);
    }

    [Fact]
    public void A_gate_grows_with_each_success_up_to_its_limit()
    {
        _rig.Add("one", "hook", lanes: 128);

        _rig.RunFor(TimeSpan.FromMilliseconds(39));
        _rig.InFlight("hook").ShouldBe(8);
        _rig.RunFor(TimeSpan.FromSeconds(1));

        _rig.Most("hook").ShouldBe(64);
    }

    [Fact]
    public void A_gate_that_does_not_use_what_it_has_does_not_grow()
    {
        _rig.Add("one", "hook", lanes: 2);
        _rig.RunFor(TimeSpan.FromSeconds(10));

        _rig.Add("one", "hook", lanes: 60, milliseconds: 0);
        _rig.RunFor(TimeSpan.FromSeconds(1));

        _rig.InFlight("hook").ShouldBeLessThanOrEqualTo(6);
    }

    [Theory]
    [InlineData(nameof(GateSignal.Failed))]
    [InlineData(nameof(GateSignal.Overloaded))]
    public void A_gate_halves_with_each_failure_and_keeps_one(string signal)
    {
        _rig.Add("one", "hook", lanes: 128);
        _rig.RunFor(TimeSpan.FromSeconds(2));
        _rig.InFlight("hook").ShouldBe(64);

        _rig.Answer("hook", Enum.Parse<GateSignal>(signal));
        _rig.RunFor(TimeSpan.FromMilliseconds(30));

        _rig.InFlight("hook").ShouldBe(1);
    }

    [Theory]
    [InlineData(nameof(GateSignal.Good))]
    [InlineData(nameof(GateSignal.Neutral))]
    [InlineData(nameof(GateSignal.None))]
    public void What_is_neither_a_success_nor_a_failure_changes_nothing(string signal)
    {
        _rig.Add("one", "hook", lanes: 128);
        _rig.RunFor(TimeSpan.FromMilliseconds(39));
        var before = _rig.InFlight("hook");

        _rig.Answer("hook", Enum.Parse<GateSignal>(signal));
        _rig.RunFor(TimeSpan.FromSeconds(1));

        _rig.InFlight("hook").ShouldBe(before);
    }

    [Fact]
    public void A_cap_of_one_that_was_learned_is_one_and_half_of_more_is_rounded_down()
    {
        var cap = new GateCap(64);
        for (var i = 0; i < 4; i++)
        {
            cap.Learn(new Settlement { IsDelivered = true, Signal = GateSignal.Good }, cap.Value);
        }

        int[] after = [.. Enumerable.Range(0, 4).Select(_ => Fail(cap))];

        after.ShouldBe([2, 1, 1, 1]);
    }

    private static int Fail(GateCap cap)
    {
        cap.Learn(new Settlement { Signal = GateSignal.Failed }, inFlight: 1);
        return cap.Value;
    }
}
