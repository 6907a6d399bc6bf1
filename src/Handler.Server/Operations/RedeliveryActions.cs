using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Operations;

/// <summary>Sending dead deliveries again, one by one or by filter.</summary>
internal sealed class RedeliveryActions(Redelivery redelivery, DeadDeliveries dead, OperationsAudit audit)
{
    // The limits of the engine hold for all of them; this is how many requests of one operator wait in it.
    private const int LanesAtOnce = 16;
    private const int UsualLimit = 50;
    private const int MostLimit = 1000;

    /// <summary>One: answers when it was tried.</summary>
    public async Task<IResult> OneAsync(OperationsCall call)
    {
        var order = await OperationsBody.ReadAsync(call, OperationsJson.Plain.OneRedeliveryOrder);
        var result = await SendAsync(call, call.Delivery, order.NewId, call.Aborted);
        return result switch
        {
            RedeliveryResult.Refused { Why: RedeliveryRefusal.NotFound } refused => throw OperationsRefusal.NotFound(refused.Text),
            RedeliveryResult.Refused refused => throw OperationsRefusal.Conflict(refused.Text),
            _ => TypedResults.Json(ToView(call.Delivery, result), OperationsJson.Plain.RedeliveryOutcomeView),
        };
    }

    /// <summary>Many: answers when each was tried, or refused.</summary>
    public async Task<IResult> ManyAsync(OperationsCall call)
    {
        var order = await OperationsBody.ReadAsync(call, OperationsJson.Plain.ManyRedeliveriesOrder);
        var limit = order.Limit ?? UsualLimit;
        if (limit is < 1 or > MostLimit)
        {
            throw OperationsRefusal.Invalid($"The limit is {limit}; give it a number from 1 to {MostLimit}.");
        }

        var (ids, next) = await dead.FindAsync(order, limit, call.Aborted);
        var results = new RedeliveryOutcomeView[ids.Count];
        // One lane's in their order, as far as that goes outside of it; lanes beside one another.
        var lanes = ids.Select((id, index) => (Id: id, Index: index)).GroupBy(entry => entry.Id.Lane);
        await Parallel.ForEachAsync(
            lanes,
            new ParallelOptions { MaxDegreeOfParallelism = LanesAtOnce, CancellationToken = call.Aborted },
            async (lane, cancel) =>
            {
                foreach (var (id, index) in lane)
                {
                    results[index] = ToView(id, await SendAsync(call, id, order.NewId, cancel));
                }
            });
        return TypedResults.Json(new RedeliveryListView { Redeliveries = results, NextPageToken = next }, OperationsJson.Plain.RedeliveryListView);
    }

    private static RedeliveryOutcomeView ToView(DeliveryId id, RedeliveryResult result) => result switch
    {
        RedeliveryResult.Tried { Record: var record } => new()
        {
            Id = id.ToString(),
            Outcome = record.Attempt.Outcome == AttemptOutcome.Delivered ? "delivered" : "failed",
            SentAs = record.SentAs,
            Attempt = OperationsMapper.ToView(record.Attempt),
        },
        RedeliveryResult.Refused { Text: var text } => new() { Id = id.ToString(), Outcome = "refused", Detail = text },
        _ => throw new InvalidOperationException($"No result of a redelivery is a {result.GetType().Name}."),
    };

    private async Task<RedeliveryResult> SendAsync(OperationsCall call, DeliveryId id, bool newId, CancellationToken cancel)
    {
        // Also when the operator has gone meanwhile, or the store: what was begun is in the audit.
        var outcome = "NotAwaited";
        try
        {
            var result = await redelivery.SendAsync(new RedeliveryOrder(id, newId, call.Operator), cancel);
            outcome = result switch
            {
                RedeliveryResult.Tried { Record.Attempt: { Outcome: AttemptOutcome.Answered or AttemptOutcome.Delivered, Status: var status } } => $"{status}",
                RedeliveryResult.Tried { Record.Attempt.Outcome: var failed } => failed.ToString(),
                RedeliveryResult.Refused { Why: var why } => why.ToString(),
                _ => outcome,
            };
            return result;
        }
        finally
        {
            audit.Write(call, newId ? "redeliver under a new id" : "redeliver", id.ToString(), outcome);
        }
    }
}
