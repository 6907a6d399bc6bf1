using Handler.Protocol.Webhooks;

namespace Handler.TestKit.History;

/// <summary>Falsifies histories.</summary>
public static class HistoryTamperingExtensions
{
    extension(HistoryTampering tampering)
    {
        /// <summary>The rule that must be reported.</summary>
        public HistoryRule BreaksRule => tampering switch
        {
            HistoryTampering.LoseOne => HistoryRule.Unbroken,
            HistoryTampering.SwapTwo => HistoryRule.InOrder,
            HistoryTampering.RepeatOne => HistoryRule.FewRepeats,
            HistoryTampering.RenameOne => HistoryRule.OneId,
            _ => HistoryRule.QuietAfterDeletion,
        };

        /// <summary>The history as it would be with such a defect.</summary>
        public DeliveryHistory ApplyTo(DeliveryHistory history) => history with
        {
            Arrivals = [.. tampering.ApplyTo(history.Arrivals, history.Deletions).OrderBy(arrival => arrival.Moment)],
        };

        private IEnumerable<WitnessedArrival> ApplyTo(IReadOnlyList<WitnessedArrival> arrivals, IReadOnlyList<Deletion> deletions)
        {
            var lane = LongestLane(arrivals);
            var (one, two, end) = (lane[lane.Count / 2], lane[(lane.Count / 2) + 1], arrivals[^1].Moment + 1);
            return tampering switch
            {
                HistoryTampering.LoseOne => arrivals.Where(arrival => arrival.Id != one.Id),
                HistoryTampering.SwapTwo => arrivals.Select(arrival =>
                    arrival.Id == one.Id ? arrival with { Moment = two.Moment } : arrival.Id == two.Id ? arrival with { Moment = one.Moment } : arrival),
                HistoryTampering.RepeatOne => [.. arrivals, lane[^1] with { Moment = end }, lane[^1] with { Moment = end + 1 }],
                HistoryTampering.RenameOne => [.. arrivals, Renamed(lane)],
                _ => [.. arrivals, AfterDeletion(lane[^1], deletions[0], end), AfterDeletion(lane[^1], deletions[0], end + 1)],
            };
        }
    }

    private static List<WitnessedArrival> LongestLane(IReadOnlyList<WitnessedArrival> arrivals) =>
        [.. arrivals.Where(arrival => arrival.IsAccepted).DistinctBy(arrival => arrival.Id).GroupBy(arrival => arrival.Id.Lane).MaxBy(lane => lane.Count())!];

    private static WitnessedArrival Renamed(List<WitnessedArrival> lane)
    {
        var (status, last) = (lane.Last(arrival => arrival.Key.StartsWith("status", StringComparison.Ordinal)), lane[^1]);
        return status with
        {
            Moment = last.Moment + 1,
            Id = new DeliveryId(last.Id.Lane, last.Id.Sequence + 1),
            Sequence = last.Sequence + 1,
            Previous = last.Sequence,
        };
    }

    private static WitnessedArrival AfterDeletion(WitnessedArrival arrival, Deletion deletion, long moment) =>
        arrival with { Moment = moment, TaskId = deletion.TaskId, Webhook = deletion.Webhook, SentAt = deletion.At.AddSeconds(2) };
}
