namespace Handler.Server.Storage;

/// <summary>Where the retries of a lane stand: the three counters and the time of the next attempt.</summary>
/// <param name="Due">The next attempt is made no earlier than this.</param>
/// <param name="Tries">Requests begun for the delivery at the head; the next is number <c>Tries + 1</c>.</param>
/// <param name="Refusals">Answers that refused the delivery at the head.</param>
/// <param name="Failures">Attempts of the lane that failed since its last success.</param>
public sealed record LaneProgress(DateTimeOffset Due, int Tries, int Refusals, int Failures)
{
    /// <summary>A lane about to make its first attempt.</summary>
    public static LaneProgress DueAt(DateTimeOffset due) => new(due, 0, 0, 0);
}
