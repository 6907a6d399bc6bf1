using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>Judges the waits of a lane: none shorter, none longer than the rules allow. Pure.</summary>
internal sealed class PaceJudge(PushOptions options)
{
    /// <summary>Whether an attempt began too early after the one before it, of the same delivery, by the same life of the engine.</summary>
    /// <param name="before">The one before; its lane was not replaced since.</param>
    /// <param name="attempt">The attempt.</param>
    public string? TooEarly(Attempt before, Attempt attempt) =>
        before is { EndedAt: { } ended, IsAborted: false, IsDelivered: false } && attempt.At - ended < Least(before)
            ? $"begun {attempt.At - ended} after an attempt that ended by {before.Status}, and {Least(before)} was to be waited: {attempt}"
            : null;

    /// <summary>Whether a lane waits longer than the last of its attempts gives reason for.</summary>
    public string? TooLate(Attempt last, LaneRow row, DateTimeOffset now) =>
        last is { EndedAt: { } ended, IsAborted: false, IsDelivered: false } && row.Waiting > 0 && row.Progress.Due > now && row.Progress.Due - ended > Most(last, row.Progress)
            ? $"lane {row.Lane} waits until {row.Progress.Due:O}, more than {Most(last, row.Progress)} after: {last}"
            : null;

    private TimeSpan Least(Attempt attempt) => attempt.IsRefused
        ? options.Retry.StrictRefusalWaits.Concat(options.Retry.RefusalWaits).Min()
        : Longer(options.Retry.Floor, attempt.HeededWait);

    private TimeSpan Most(Attempt last, LaneProgress progress) => Longer(
        last.IsRefused ? Longer(options.Retry.RefusalWaits.Max(), Backoff(progress)) : Backoff(progress), last.HeededWait);

    private TimeSpan Backoff(LaneProgress progress) => Longer(
        TimeSpan.FromTicks((long)Math.Min(options.Retry.FirstDelay.Ticks * Math.Pow(2, Math.Max(progress.Failures - 1, 0)), options.Retry.MaxDelay.Ticks)),
        options.Retry.Floor);

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;
}
