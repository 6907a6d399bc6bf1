using Handler.TestKit;

namespace Handler.Tests.TestKit;

public sealed class ManualClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly ManualClock _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        var start = _clock.GetUtcNow();
        var stamp = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromMinutes(90));

        (_clock.GetUtcNow() - start).ShouldBe(TimeSpan.FromMinutes(90));
        _clock.GetElapsedTime(stamp).ShouldBe(TimeSpan.FromMinutes(90));
        _clock.GetLocalNow().Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Timers_fire_in_order_of_due_time_then_of_arming_and_see_their_own_time()
    {
        Arm("third", 3 * Second);
        Arm("first", Second);
        Arm("second a", 2 * Second);
        Arm("second b", 2 * Second);

        _clock.Advance(2 * Second);

        _fired.ShouldBe(["first at 1", "second a at 2", "second b at 2"]);
    }

    [Fact]
    public void Timers_fire_on_the_callers_thread()
    {
        var thread = 0;
        using var timer = _clock.CreateTimer(_ => thread = Environment.CurrentManagedThreadId, null, Second, Never);

        _clock.Advance(Second);

        thread.ShouldBe(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void A_timer_armed_by_a_callback_fires_in_the_same_window_in_its_order()
    {
        using var outer = _clock.CreateTimer(_ => Arm("inner", Second), null, Second, Never);
        Arm("between", TimeSpan.FromSeconds(1.5));
        Arm("after", 3 * Second);

        _clock.Advance(5 * Second);

        _fired.ShouldBe(["between at 1.5", "inner at 2", "after at 3"]);
    }

    [Fact]
    public void A_period_repeats_until_the_timer_is_disposed()
    {
        var timer = Arm("tick", Second, 2 * Second);

        _clock.Advance(6 * Second);
        timer.Dispose();
        _clock.Advance(6 * Second);

        _fired.ShouldBe(["tick at 1", "tick at 3", "tick at 5"]);
        timer.Change(Second, Never).ShouldBeFalse();
    }

    [Fact]
    public void A_change_replaces_the_due_time_and_can_disarm()
    {
        var moved = Arm("moved", Second);
        var disarmed = Arm("disarmed", Second);

        moved.Change(4 * Second, Never).ShouldBeTrue();
        disarmed.Change(Never, Never).ShouldBeTrue();
        _clock.Advance(10 * Second);

        _fired.ShouldBe(["moved at 4"]);
    }

    [Fact]
    public void What_is_due_at_once_waits_for_an_advance_of_zero()
    {
        Arm("now", TimeSpan.Zero);
        _fired.ShouldBeEmpty();
        _clock.NextDue.ShouldBe(_clock.GetUtcNow());

        _clock.Advance(TimeSpan.Zero);

        _fired.ShouldBe(["now at 0"]);
        _clock.NextDue.ShouldBeNull();
    }

    [Fact]
    public void Moving_backwards_and_moving_from_a_callback_are_refused()
    {
        using var timer = _clock.CreateTimer(_ => _clock.Advance(Second), null, Second, Never);

        Should.Throw<ArgumentOutOfRangeException>(() => _clock.Advance(-Second));
        Should.Throw<InvalidOperationException>(() => _clock.Advance(Second)).Message.ShouldContain("callback called Advance");
    }

    [Fact]
    public void A_time_that_is_no_duration_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.CreateTimer(_ => { }, null, -Second, Never)).ParamName.ShouldBe("dueTime");

    [Fact]
    public void The_base_librarys_delays_and_deadlines_follow_it()
    {
        using var deadline = new CancellationTokenSource(2 * Second, _clock);
        var delay = Task.Delay(Second, _clock);

        _clock.Advance(Second);
        (delay.IsCompleted, deadline.IsCancellationRequested).ShouldBe((true, false));
        _clock.Advance(Second);

        deadline.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void Timers_armed_from_many_threads_all_fire()
    {
        var fired = 0;
        Parallel.For(0, 1_000, i => _clock.CreateTimer(_ => fired++, null, TimeSpan.FromMilliseconds(i), Never));

        _clock.Advance(Second);

        fired.ShouldBe(1_000);
    }

    private ITimer Arm(string name, TimeSpan due, TimeSpan? period = null)
    {
        var start = new ManualClock().GetUtcNow();
        return _clock.CreateTimer(_ => _fired.Add($"{name} at {(_clock.GetUtcNow() - start).TotalSeconds}"), null, due, period ?? Never);
    }
}
