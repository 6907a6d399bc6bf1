using Handler.Server.Storage;
using Handler.Sqlite.Tables;
using Handler.Sqlite.Work;

namespace Handler.Sqlite;

/// <content>What operators see and write.</content>
public sealed partial class SqliteAgentStore
{
    /// <inheritdoc/>
    public Task<LanePage> ListLanesAsync(LaneQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(session => LaneListing.Read(session, query), cancel);
    }

    /// <inheritdoc/>
    public Task<DeadPage> ListDeadAsync(DeadQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(session => DeadListing.Read(session, query), cancel);
    }

    /// <inheritdoc/>
    public Task<GatePage> ListGatesAsync(GateQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(session => GateListing.Read(session, query), cancel);
    }

    /// <inheritdoc/>
    public Task<DeliveryReport?> ReadDeliveryAsync(Guid lane, long sequence, CancellationToken cancel) =>
        ReadAsync(session => DeliveryWork.Read(session, lane, sequence), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ListDeadDeliveriesAsync(Guid lane, long from, int limit, CancellationToken cancel) =>
        ReadAsync(session => DeliveryWork.ListDead(session, lane, from, limit), cancel);

    /// <inheritdoc/>
    public Task<bool> RecordRedeliveryAsync(Guid lane, long sequence, RedeliveryRecord redelivery, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(redelivery);
        return WriteAsync((session, _) => DeliveryWork.Write(session, lane, sequence, redelivery), cancel);
    }
}
