using Handler.Protocol;
using Handler.Server.Requests;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Requests;

public sealed class DeliveryHealthMapperTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly LaneRow Idle = new()
    {
        Lane = Guid.Empty,
        Task = new TaskKey(OwnerScope.Anonymous, "t"),
        ConfigId = "c",
        Gate = new GateKey(OwnerScope.Anonymous, "https://hooks.example:443"),
        Generation = 1,
        Mask = EventKinds.All,
        Cursor = 4,
        Tail = 4,
        Passed = 4,
        Waiting = 0,
        Progress = LaneProgress.DueAt(Now),
    };

    [Theory]
    [InlineData(LaneState.Active, 0, 0, DeliveryState.Idle, false)]
    [InlineData(LaneState.Active, 0, 60, DeliveryState.Idle, false)]
    [InlineData(LaneState.Active, 2, 0, DeliveryState.Due, false)]
    [InlineData(LaneState.Active, 2, 60, DeliveryState.Waiting, true)]
    [InlineData(LaneState.Overflowed, 2, 60, DeliveryState.Overflowed, true)]
    [InlineData(LaneState.SecretUnreadable, 2, 60, DeliveryState.Held, true)]
    [InlineData(LaneState.Gone, 0, 60, DeliveryState.Gone, false)]
    public void The_state_follows_from_the_lane_and_the_clock(LaneState lane, int waiting, int dueIn, DeliveryState state, bool hasNext)
    {
        var row = Idle with { State = lane, Waiting = waiting, Progress = new LaneProgress(Now.AddSeconds(dueIn), 3, 0, 3) };

        var health = DeliveryHealthMapper.Of(row, [], [], Now);

        health.State.ShouldBe(state);
        health.Waiting.ShouldBe(waiting);
        health.NextAttemptAt.ShouldBe(hasNext ? Now.AddSeconds(dueIn) : null);
        health.Attempts.ShouldBe(waiting == 0 ? 0 : 3);
    }

    [Fact]
    public void A_gone_config_says_why_and_what_it_cost()
    {
        var row = Idle with { State = LaneState.Gone, StateReason = "The webhook answered 410 Gone to update 5.", PassedOver = 7 };

        var health = DeliveryHealthMapper.Of(row, [Attempt(5, AttemptOutcome.Answered, 410, "The webhook answered 410.")], [Dead(5, 6, 2), Dead(9, 9, 1)], Now);

        health.Reason.ShouldBe("The webhook answered 410 Gone to update 5.");
        (health.Dead, health.PassedOver).ShouldBe((3, 7));
        health.LastDelivered.ShouldBeNull();
        health.LastFailure.ShouldNotBeNull();
        (health.LastFailure.Sequence, health.LastFailure.Outcome, health.LastFailure.Status).ShouldBe((5, "answered", 410));
    }

    [Fact]
    public void The_last_success_and_the_last_failure_are_told_each()
    {
        AttemptRecord[] attempts =
        [
            Attempt(1, AttemptOutcome.NotConnected) with { StartedAt = Now.AddSeconds(-9) },
            Attempt(1, AttemptOutcome.Answered, 503, "The webhook answered 503.") with { StartedAt = Now.AddSeconds(-8) },
            Attempt(1, AttemptOutcome.Delivered, 200) with { ThroughSequence = 4, Count = 4, StartedAt = Now.AddSeconds(-7) },
        ];

        var health = DeliveryHealthMapper.Of(Idle, attempts, [], Now);

        (health.LastDelivered!.Sequence, health.LastDelivered.At).ShouldBe((4, Now.AddSeconds(-7)));
        (health.LastFailure!.At, health.LastFailure.Reason).ShouldBe((Now.AddSeconds(-8), "The webhook answered 503."));
    }

    [Theory]
    [InlineData(AttemptOutcome.NotConnected, "Connection refused (10.1.2.3:443)")]
    [InlineData(AttemptOutcome.NameNotResolved, "no answer from 10.0.0.53")]
    [InlineData(AttemptOutcome.AddressForbidden, "hooks.example has a forbidden address: 10.1.2.3 is private")]
    [InlineData(AttemptOutcome.ConnectionBroken, "reset by 10.1.2.3")]
    [InlineData(AttemptOutcome.AnswerInvalid, "10.1.2.3 says SSH-2.0")]
    [InlineData(AttemptOutcome.RequestInvalid, "10.1.2.3")]
    public void What_the_network_told_stays_with_the_operator(AttemptOutcome outcome, string detail)
    {
        var failure = DeliveryHealthMapper.Of(Idle, [Attempt(1, outcome, detail: detail) with { Excerpt = "inside 10.1.2.3" }], [], Now).LastFailure!;

        failure.Reason.ShouldNotContain("10.");
        failure.Reason.ShouldEndWith(".");
    }

    [Theory]
    [InlineData(AttemptOutcome.DeadlineExceeded, "No answer within 15 s (Push.AttemptTimeout).")]
    [InlineData(AttemptOutcome.TlsFailed, "The remote certificate has expired.")]
    public void What_helps_the_owner_is_told_as_it_was(AttemptOutcome outcome, string detail) =>
        DeliveryHealthMapper.Of(Idle, [Attempt(1, outcome, detail: detail)], [], Now).LastFailure!.Reason.ShouldBe(detail);

    [Fact]
    public void Every_way_to_fail_has_a_word_of_its_own()
    {
        var words = Enum.GetValues<AttemptOutcome>().Where(outcome => outcome != AttemptOutcome.Delivered)
            .Select(outcome => DeliveryHealthMapper.Of(Idle, [Attempt(1, outcome)], [], Now).LastFailure!.Outcome).ToList();

        words.Distinct().Count().ShouldBe(words.Count);
        words.ShouldAllBe(word => word.All(character => char.IsAsciiLetterLower(character) || character == '-'));
    }

    private static AttemptRecord Attempt(long sequence, AttemptOutcome outcome, int? status = null, string? detail = null) => new()
    {
        Sequence = sequence,
        ThroughSequence = sequence,
        Count = 1,
        Number = 1,
        StartedAt = Now,
        Duration = TimeSpan.Zero,
        Outcome = outcome,
        Status = status,
        Detail = detail,
    };

    private static DeadStretch Dead(long from, long to, int count) =>
        new() { Lane = Guid.Empty, From = from, To = to, Count = count, Reason = DeadReason.Gone, At = Now };
}
