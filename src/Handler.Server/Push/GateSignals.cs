using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>The one place where the result of an attempt becomes a <see cref="GateSignal"/>. Pure.</summary>
internal static class GateSignals
{
    /// <summary>What <paramref name="result"/> says of the gate.</summary>
    public static GateSignal Of(AttemptResult result) =>
        result.Outcome switch
        {
            AttemptOutcome.Delivered => GateSignal.Good,
            AttemptOutcome.Answered => Of(result.Status ?? 0),

            // Refused by our own policy, or never put together: nothing was sent.
            AttemptOutcome.AddressForbidden or AttemptOutcome.RequestInvalid => GateSignal.None,
            _ => GateSignal.Failed,
        };

    private static GateSignal Of(int status) =>
        status switch
        {
            408 or 425 or 429 => GateSignal.Overloaded,
            >= 500 => GateSignal.Failed,
            _ => GateSignal.Good,
        };
}
