using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;
using static Handler.Tests.Server.Push.Attempts;

namespace Handler.Tests.Server.Push;

/// <summary>A hold that ended while something that began before it was still under way must leave nothing behind. Found by the simulation.</summary>
public sealed class HoldThatIsOverTests : IDisposable
{
    private static readonly GateKey Key = new(PushRig.Scope, "http://hook:80");
    private readonly PushRig _rig = new();

    // What must happen happens without the poll that makes up for lost rings.
    public HoldThatIsOverTests() => _rig.Options.PollInterval = TimeSpan.FromMinutes(10);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_lane_in_flight_while_its_gate_was_held_and_resumed_goes_on_at_once()
    {
        _rig.Hook().Answer(200, delay: TimeSpan.FromSeconds(5));
        _rig.Start().Task();
        _rig.Register();
        _rig.Say("t1", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        _rig.Store.HoldGateAsync(Key, "ann", null, default).Wait();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(1));
        _rig.Store.ResumeGateAsync(Key, default).Wait();

        _rig.Loop.RunFor(TimeSpan.FromSeconds(10));

        _rig.Heard().ShouldBe(["task", "one", "two"]);
    }

    [Fact]
    public void A_lane_that_probed_when_an_operator_opened_its_gate_is_not_taken_for_its_prober_at_the_next_hold()
    {
        var clock = new ManualClock();
        var book = new GateBook(new PushOptions(), clock);
        var lane = Guid.CreateVersion7();
        book.Report(Key, Answered(429, TimeSpan.FromSeconds(30)), clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(30));
        book.Choose(Key, [lane]).ShouldBe(lane);

        book.Change(GateRules.Resume(book.Find(Key)!, clock.GetUtcNow()));
        book.EndProbe(Key, lane);
        book.Report(Key, Answered(429, TimeSpan.FromSeconds(30)), clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(30));

        book.WantsProbe(Key).ShouldBeTrue();
    }
}
