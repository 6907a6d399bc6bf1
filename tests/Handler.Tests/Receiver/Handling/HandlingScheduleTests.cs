using Handler.Receiver.Handling;
using Handler.Receiver.Inbox;

namespace Handler.Tests.Receiver.Handling;

public sealed class HandlingScheduleTests
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 10)]
    [InlineData(2, 60)]
    public void A_throw_is_tried_again_after_the_next_wait(int attempts, int seconds) =>
        After(attempts).ShouldBe(new HandlingStatus(
            HandlingState.Waiting, attempts + 1, Pushes.Noon + TimeSpan.FromSeconds(seconds), "TimeoutException: late"));

    [Fact]
    public void The_throw_after_the_last_wait_is_a_failure() =>
        After(3).ShouldBe(new HandlingStatus(HandlingState.Failed, 4, Error: "TimeoutException: late"));

    [Fact]
    public void A_return_is_handled_and_forgets_what_was_thrown_before() =>
        HandlingSchedule.AfterReturn(After(0)).ShouldBe(new HandlingStatus(HandlingState.Handled, 2));

    [Fact]
    public void A_long_error_is_cut() =>
        HandlingSchedule.AfterThrow(HandlingStatus.Waiting, new TimeoutException(new string('x', 1000)), Pushes.Noon, Waits)
            .Error!.Length.ShouldBe(256);

    private static HandlingStatus After(int attempts) =>
        HandlingSchedule.AfterThrow(HandlingStatus.Waiting with { Attempts = attempts }, new TimeoutException("late"), Pushes.Noon, Waits);
}
