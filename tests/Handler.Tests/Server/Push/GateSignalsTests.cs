using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

public sealed class GateSignalsTests
{
    [Theory]
    [InlineData(200, nameof(GateSignal.Good))]
    [InlineData(301, nameof(GateSignal.Good))]
    [InlineData(400, nameof(GateSignal.Good))]
    [InlineData(401, nameof(GateSignal.Good))]
    [InlineData(404, nameof(GateSignal.Good))]
    [InlineData(408, nameof(GateSignal.Overloaded))]
    [InlineData(410, nameof(GateSignal.Good))]
    [InlineData(422, nameof(GateSignal.Good))]
    [InlineData(425, nameof(GateSignal.Overloaded))]
    [InlineData(429, nameof(GateSignal.Overloaded))]
    [InlineData(500, nameof(GateSignal.Failed))]
    [InlineData(503, nameof(GateSignal.Failed))]
    public void An_answer_says_of_the_gate_whether_it_is_well_full_or_failing(int status, string signal)
    {
        var outcome = status == 200 ? AttemptOutcome.Delivered : AttemptOutcome.Answered;

        GateSignals.Of(Result(outcome) with { Status = status }).ToString().ShouldBe(signal);
    }

    [Theory]
    [InlineData(AttemptOutcome.NameNotResolved, nameof(GateSignal.Failed))]
    [InlineData(AttemptOutcome.NotConnected, nameof(GateSignal.Failed))]
    [InlineData(AttemptOutcome.TlsFailed, nameof(GateSignal.Failed))]
    [InlineData(AttemptOutcome.ConnectionBroken, nameof(GateSignal.Failed))]
    [InlineData(AttemptOutcome.AnswerInvalid, nameof(GateSignal.Failed))]
    [InlineData(AttemptOutcome.DeadlineExceeded, nameof(GateSignal.Failed))]
    [InlineData(AttemptOutcome.AddressForbidden, nameof(GateSignal.None))]
    [InlineData(AttemptOutcome.RequestInvalid, nameof(GateSignal.None))]
    public void What_has_no_status_is_a_failure_of_the_gate_unless_no_request_was_made(AttemptOutcome outcome, string signal) =>
        GateSignals.Of(Result(outcome)).ToString().ShouldBe(signal);

    private static AttemptResult Result(AttemptOutcome outcome) =>
        new() { Outcome = outcome, StartedAt = DateTimeOffset.UnixEpoch, Duration = TimeSpan.Zero };
}
