using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What an exception means for an attempt.</summary>
/// <param name="Outcome">The stage that failed.</param>
/// <param name="Detail">What went wrong, not yet masked.</param>
/// <param name="UrlForbidden">See <see cref="AttemptResult.UrlForbidden"/>.</param>
internal sealed record AttemptFailure(AttemptOutcome Outcome, string Detail, bool UrlForbidden = false)
{
    public AttemptResult ToResult(PushEndpoint endpoint, DateTimeOffset startedAt) =>
        new()
        {
            Outcome = Outcome,
            Detail = AnswerText.Detail(Detail, endpoint),
            UrlForbidden = UrlForbidden,
            StartedAt = startedAt,
            Duration = default,
        };
}
