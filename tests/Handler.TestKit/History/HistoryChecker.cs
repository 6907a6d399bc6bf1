namespace Handler.TestKit.History;

/// <summary>
/// Judges what was seen from outside: the one referee of all tests that kill (delivery.md 6). It knows nothing of the store; it compares what the agent said
/// that it committed with what the webhooks saw.
/// </summary>
public static class HistoryChecker
{
    /// <summary>One attempt in flight, and at most 16 deliveries ahead of what is durable.</summary>
    public const int MostRepeatsPerLaneAndKill = 1 + 16;

    /// <summary>Every rule that is broken, with the place; none for a history that is as promised.</summary>
    public static IReadOnlyList<Violation> Check(DeliveryHistory history)
    {
        var lanes = history.Arrivals.GroupBy(arrival => arrival.Id.Lane).Select(lane => lane.ToList()).ToList();
        return
        [
            .. history.Subscriptions.SelectMany(subscription => Missing(history, subscription)),
            .. lanes.SelectMany(Strays),
            .. lanes.SelectMany(Disorder),
            .. lanes.SelectMany(Gaps),
            .. lanes.SelectMany(Differences),
            .. lanes.SelectMany(SecondIds),
            .. lanes.SelectMany(lane => Repeats(history, lane)),
            .. history.Deletions.SelectMany(deletion => Late(history, deletion)),
        ];
    }

    private static IEnumerable<Violation> Missing(DeliveryHistory history, Subscription to)
    {
        if (!to.IsFromStart || history.Deletions.Any(deletion => deletion.TaskId == to.TaskId && deletion.Webhook == to.Webhook))
        {
            return [];
        }

        var delivered = history.Arrivals
            .Where(arrival => arrival.IsAccepted && arrival.TaskId == to.TaskId && arrival.Webhook == to.Webhook)
            .DistinctBy(arrival => arrival.Id)
            .CountBy(arrival => arrival.Key)
            .ToDictionary();
        return history.Committed
            .Where(update => update.TaskId == to.TaskId)
            .CountBy(update => update.Key)
            .Where(update => update.Value > delivered.GetValueOrDefault(update.Key))
            .Select(update => new Violation(
                HistoryRule.Delivered,
                $"'{update.Key}' of task {to.TaskId} was committed {update.Value} times and delivered to {to.Webhook} {delivered.GetValueOrDefault(update.Key)} times."));
    }

    private static IEnumerable<Violation> Strays(List<WitnessedArrival> lane) =>
        from arrival in lane
        where arrival.TaskId != lane[0].TaskId || arrival.Webhook != lane[0].Webhook
        select new Violation(
            HistoryRule.OneLane,
            $"{arrival.Id} is of task {arrival.TaskId} at {arrival.Webhook}, and its lane of task {lane[0].TaskId} at {lane[0].Webhook}.");

    private static IEnumerable<Violation> Disorder(List<WitnessedArrival> lane) =>
        from pair in Pairs(FirstArrivals(lane))
        where pair.Later.Id.Sequence < pair.Earlier.Id.Sequence
        select new Violation(HistoryRule.InOrder, $"{pair.Later.Id} came for the first time after {pair.Earlier.Id}.");

    private static IEnumerable<Violation> Gaps(List<WitnessedArrival> lane)
    {
        var chain = FirstArrivals(lane).OrderBy(arrival => arrival.Id.Sequence).ToList();
        if (chain[0].Previous is { } before)
        {
            yield return new Violation(HistoryRule.Unbroken, $"{chain[0].Id} is the first of its lane that was seen and says that {before} was before it.");
        }

        foreach (var (earlier, later) in Pairs(chain))
        {
            if (later.Previous != earlier.Id.Sequence)
            {
                yield return new Violation(
                    HistoryRule.Unbroken, $"{later.Id} says that {later.Previous?.ToString() ?? "nothing"} was before it; what was seen is {earlier.Id.Sequence}.");
            }
        }
    }

    private static IEnumerable<Violation> Differences(List<WitnessedArrival> lane)
    {
        foreach (var attempts in lane.GroupBy(arrival => arrival.Id).Select(attempts => attempts.ToList()))
        {
            var first = attempts[0];
            foreach (var attempt in attempts.Where(attempt => !IsSame(attempt, first)))
            {
                yield return new Violation(
                    HistoryRule.SameAtEveryAttempt,
                    $"attempt {attempt.Attempt} of {attempt.Id} is not the same as the first that came: " +
                    $"{Describe(attempt)} and {Describe(first)}.");
            }
        }
    }

    private static bool IsSame(WitnessedArrival attempt, WitnessedArrival first) =>
        attempt.Body.Span.SequenceEqual(first.Body.Span)
        && attempt.ContentType == first.ContentType
        && attempt.Previous == first.Previous
        && attempt.Sequence == attempt.Id.Sequence;

    private static string Describe(WitnessedArrival attempt) =>
        $"'{attempt.Key}' in {attempt.Body.Length} bytes of {attempt.ContentType}, sequence {attempt.Sequence}, previous {attempt.Previous}";

    // Texts and times of a status make each one unlike any other; an artifact may be made twice, byte for byte.
    private static IEnumerable<Violation> SecondIds(List<WitnessedArrival> lane) =>
        from same in lane.Where(arrival => arrival.Key.StartsWith("status", StringComparison.Ordinal)).GroupBy(arrival => Convert.ToHexString(arrival.Body.Span))
        let ids = same.Select(arrival => arrival.Id).Distinct().ToList()
        where ids.Count > 1
        select new Violation(HistoryRule.OneId, $"'{same.First().Key}' came, the same bytes, under {string.Join(" and ", ids)}.");

    private static IEnumerable<Violation> Repeats(DeliveryHistory history, List<WitnessedArrival> lane)
    {
        var replacements = history.Replacements.Where(made => made.TaskId == lane[0].TaskId && made.Webhook == lane[0].Webhook).ToList();
        var repeats = lane.GroupBy(arrival => arrival.Id).SelectMany(AfterAcceptance)
            .ToLookup(repeat => history.WasKilledBetween(repeat.Accepted.Moment, repeat.Again.Moment));
        var causeless = repeats[false].Where(repeat => !TakesReplacement(replacements, repeat.Accepted, repeat.Again)).Select(repeat => new Violation(
            HistoryRule.FewRepeats, $"{repeat.Again.Id} was answered {repeat.Accepted.Answer} and came again, with no kill between.")).ToList();
        var tooMany =
            from life in repeats[true].Select(repeat => repeat.Again).GroupBy(again => history.LifeAt(again.Moment))
            let count = life.Select(again => again.Id).Distinct().Count()
            where count > MostRepeatsPerLaneAndKill
            select new Violation(
                HistoryRule.FewRepeats,
                $"lane {lane[0].Id.Lane:N} repeated {count} answered deliveries in life {life.Key} of the agent; at most {MostRepeatsPerLaneAndKill} may be.");
        return causeless.Concat(tooMany);
    }

    /// <summary>Whether a replacement is the reason of a repeat, of an attempt sent no later than its answer came; each is the reason of one.</summary>
    private static bool TakesReplacement(List<Replacement> replacements, WitnessedArrival accepted, WitnessedArrival again)
    {
        var reason = replacements.FindIndex(made => accepted.SentAt <= made.At && again.Moment > made.From);
        if (reason < 0)
        {
            return false;
        }

        replacements.RemoveAt(reason);
        return true;
    }

    /// <summary>Each arrival of a delivery that came after one that was accepted, with the last such.</summary>
    private static IEnumerable<(WitnessedArrival Accepted, WitnessedArrival Again)> AfterAcceptance(IEnumerable<WitnessedArrival> attempts)
    {
        WitnessedArrival? accepted = null;
        foreach (var attempt in attempts)
        {
            if (accepted is not null)
            {
                yield return (accepted, attempt);
            }

            accepted = attempt.IsAccepted ? attempt : accepted;
        }
    }

    private static IEnumerable<Violation> Late(DeliveryHistory history, Deletion deletion)
    {
        var lanes = LanesBefore(history, deletion);
        var isMadeAgain = history.Subscriptions.Any(made =>
            made.TaskId == deletion.TaskId && made.Webhook == deletion.Webhook && made.Moment > deletion.Moment);
        var late = history.Arrivals
            .Where(arrival => arrival.Moment > deletion.Moment && arrival.TaskId == deletion.TaskId && arrival.Webhook == deletion.Webhook)
            .Where(arrival => !isMadeAgain || lanes.Contains(arrival.Id.Lane))
            .ToList();

        // What was begun before the answer may still be under way: one attempt a lane, and sent no later than the answer came.
        var wasUnderWay = late is [var first, ..] && first.SentAt <= deletion.At ? 1 : 0;
        return late.Skip(wasUnderWay).Select(arrival => new Violation(
            HistoryRule.QuietAfterDeletion, $"{arrival.Id} ('{arrival.Key}') came to {deletion.Webhook} after the answer that its config is deleted."));
    }

    private static HashSet<Guid> LanesBefore(DeliveryHistory history, Deletion deletion) =>
    [
        .. history.Arrivals
            .Where(arrival => arrival.Moment < deletion.Moment && arrival.TaskId == deletion.TaskId && arrival.Webhook == deletion.Webhook)
            .Select(arrival => arrival.Id.Lane),
    ];

    private static List<WitnessedArrival> FirstArrivals(List<WitnessedArrival> lane) => [.. lane.DistinctBy(arrival => arrival.Id)];

    private static IEnumerable<(WitnessedArrival Earlier, WitnessedArrival Later)> Pairs(List<WitnessedArrival> arrivals) => arrivals.Zip(arrivals.Skip(1));
}
