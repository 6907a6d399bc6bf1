using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;
using static Handler.Tests.Server.Push.Attempts;

namespace Handler.Tests.Server.Push;

public sealed class GateBookTests
{
    private static readonly GateKey Gate = new(OwnerScope.Anonymous, "https://hook:443");
    private static readonly Guid First = Guid.CreateVersion7();
    private static readonly Guid Second = Guid.CreateVersion7();

    private readonly ManualClock _clock = new();
    private readonly PushOptions _options = new();
    private readonly GateBook _book;

    public GateBookTests() => _book = new GateBook(_options, _clock);

    private DateTimeOffset Now => _clock.GetUtcNow();

    [Fact]
    public void A_gate_of_which_nothing_is_known_is_open_and_its_good_answers_leave_no_trace()
    {
        Report(Delivered()).ShouldBeNull();

        _book.IsOpen(Gate).ShouldBeTrue();
        _book.MayStart(Gate, First).ShouldBeTrue();
        _book.Find(Gate).ShouldBeNull();
        _book.TakeUnwritten().ShouldBeEmpty();
    }

    [Fact]
    public void A_held_gate_starts_nothing_and_is_written_once()
    {
        var held = Report(Answered(429, TimeSpan.FromSeconds(30))).ShouldNotBeNull();

        _book.MayStart(Gate, First).ShouldBeFalse();
        _book.MayStart(Gate with { Scope = new OwnerScope("", "other") }, First).ShouldBeTrue();
        _book.NextProbe().ShouldBe(Now.AddSeconds(30));
        _book.TakeUnwritten().ShouldBe([held]);
        _book.TakeUnwritten().ShouldBeEmpty();
    }

    [Fact]
    public void One_lane_at_a_time_probes_and_another_one_each_time()
    {
        Report(Answered(429, TimeSpan.FromSeconds(30)));
        var early = _book.Choose(Gate, [First, Second]);
        _clock.Advance(TimeSpan.FromSeconds(30));

        var probe = _book.Choose(Gate, [First, Second]);
        var beside = _book.Choose(Gate, [Second]);
        var (mayFirst, maySecond) = (_book.MayStart(Gate, First), _book.MayStart(Gate, Second));
        Report(Ended(AttemptOutcome.NotConnected, Now));
        _book.EndProbe(Gate, First);
        _clock.Advance(TimeSpan.FromSeconds(5));

        (early, probe, beside).ShouldBe((null, First, null));
        (mayFirst, maySecond).ShouldBe((true, false));
        _book.Choose(Gate, [First, Second]).ShouldBe(Second);
    }

    [Fact]
    public void The_only_lane_probes_each_time()
    {
        Report(Answered(429, TimeSpan.FromSeconds(30)));
        _clock.Advance(TimeSpan.FromSeconds(30));

        _book.Choose(Gate, [First]).ShouldBe(First);
        _book.EndProbe(Gate, First);
        _book.Choose(Gate, [First]).ShouldBe(First);
    }

    [Fact]
    public void A_good_probe_opens_the_gate_and_that_is_written()
    {
        Report(Answered(429, TimeSpan.FromSeconds(30)));
        _book.TakeUnwritten();
        _clock.Advance(TimeSpan.FromSeconds(30));
        _book.Choose(Gate, [First]);

        Report(Delivered(Now)).ShouldBe(new GateRow { Key = Gate });

        _book.TakeUnwritten().ShouldBe([new GateRow { Key = Gate }]);
        (_book.Held, _book.Find(Gate)).ShouldBe((0, null));
    }

    [Fact]
    public void An_operators_hold_undoes_what_was_to_be_written_and_is_not_probed()
    {
        Report(Answered(429, TimeSpan.FromSeconds(30)));

        _book.Change(GateRules.Hold(new GateRow { Key = Gate }, "ann", null, Now));
        _clock.Advance(TimeSpan.FromDays(1));

        _book.TakeUnwritten().ShouldBeEmpty();
        _book.WantsProbe(Gate).ShouldBeFalse();
        _book.NextProbe().ShouldBeNull();
        _book.MayStart(Gate, First).ShouldBeFalse();
    }

    [Fact]
    public void After_a_resumption_the_engine_writes_under_the_operators_generation()
    {
        var held = GateRules.Hold(new GateRow { Key = Gate }, "ann", null, Now);
        _book.Change(held);
        _clock.Advance(TimeSpan.FromHours(1));
        _book.Change(GateRules.Resume(held, Now));

        Report(Answered(429, TimeSpan.FromSeconds(30))).ShouldNotBeNull().Generation.ShouldBe(2);
        _book.OverdueUpTo(Gate, Now).ShouldBe(Now.AddHours(-25));
    }

    [Fact]
    public void A_new_process_knows_the_holds_of_the_one_before_and_not_less_than_an_operator_said_meanwhile()
    {
        var breaker = new GateRow { Key = Gate, Hold = GateHold.Breaker, HeldUntil = Now.AddMinutes(5), Level = 7 };
        var operators = GateRules.Hold(breaker with { Key = Gate with { Origin = "https://other:443" } }, "ann", null, Now);
        _book.Change(operators);

        _book.Load([breaker, breaker with { Key = operators.Key }]);

        _book.Find(Gate).ShouldBe(breaker);
        _book.Find(operators.Key).ShouldBe(operators);
        _book.Held.ShouldBe(2);
    }

    [Fact]
    public void What_only_failed_lately_is_bounded()
    {
        for (var i = 0; i < 40_000; i++)
        {
            _book.Report(Gate with { Origin = $"https://hook{i}:443" }, Ended(AttemptOutcome.NotConnected), Now);
        }

        Enumerable.Range(0, 40_000).Count(i => _book.Find(Gate with { Origin = $"https://hook{i}:443" }) is not null).ShouldBeLessThanOrEqualTo(16_384);
    }

    private GateRow? Report(AttemptResult result) => _book.Report(Gate, result, Now);
}
