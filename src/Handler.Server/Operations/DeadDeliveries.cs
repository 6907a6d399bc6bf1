using System.Globalization;
using Handler.Protocol.Webhooks;
using Handler.Server.Storage;

namespace Handler.Server.Operations;

/// <summary>Finds the deliveries of dead stretches by the filters of their list.</summary>
internal sealed class DeadDeliveries(IOperationsStore store)
{
    private const int StretchesAtOnce = 50;

    /// <summary>The next deliveries that were not redelivered yet, and the token with which a call goes on behind them; empty when there are no more.</summary>
    public async Task<(IReadOnlyList<DeliveryId> Ids, string Next)> FindAsync(ManyRedeliveriesOrder order, int limit, CancellationToken cancel)
    {
        var query = QueryOf(order);
        var (after, done) = PlaceOf(order.PageToken);
        var ids = new List<DeliveryId>();
        while (true)
        {
            var page = await store.ListDeadAsync(query with { After = after }, cancel);
            foreach (var stretch in page.Stretches)
            {
                // The stretch in which the call before ended is listed again.
                var from = stretch.Number == after - 1 ? Math.Max(stretch.Stretch.From, done + 1) : stretch.Stretch.From;
                var found = await store.ListDeadDeliveriesAsync(stretch.Stretch.Lane, from, limit - ids.Count + 1, cancel);
                var taken = found.Take(limit - ids.Count).ToList();
                ids.AddRange(taken.Select(sequence => new DeliveryId(stretch.Stretch.Lane, sequence)));
                if (found.Count > taken.Count)
                {
                    return (ids, TokenOf(stretch.Number + 1, taken.Count > 0 ? taken[^1] : from - 1));
                }
            }

            if (page.Next is not { } next)
            {
                return (ids, "");
            }

            (after, done) = (next, 0);
        }
    }

    private static DeadQuery QueryOf(ManyRedeliveriesOrder order) => new()
    {
        Tenant = order.Tenant,
        Owner = order.Owner,
        TaskId = order.TaskId,
        ConfigId = order.ConfigId,
        Origin = order.Origin is { } origin ? OperationsQuery.OriginOf("origin", origin) : null,
        Lane = order.Lane is not { } lane ? null
            : Guid.TryParse(lane, out var id) ? id
            : throw OperationsRefusal.Invalid($"The lane is '{lane}'; give the id of one, 32 hexadecimal digits."),
        Reason = order.Reason is not { } reason ? null
            : OperationsWords.Find(OperationsWords.DeadReasons, reason)
                ?? throw OperationsRefusal.Invalid($"The reason is '{reason}'; give one of {string.Join(", ", OperationsWords.DeadReasons.Values.Order(StringComparer.Ordinal))}."),
        Since = order.Since,
        OpenOnly = true,
        Limit = StretchesAtOnce,
    };

    private static string TokenOf(long after, long done) => string.Create(CultureInfo.InvariantCulture, $"{after}.{done}");

    private static (long? After, long Done) PlaceOf(string? token) =>
        token is null ? (null, 0)
        : token.Split('.') is [var after, var done]
            && long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(done, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? (number, sequence)
            : throw OperationsRefusal.Invalid($"The pageToken is '{token}', which is no nextPageToken of a redelivery. Begin without one.");
}
