using System.Diagnostics.CodeAnalysis;
using Handler.Protocol;
using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Push;

/// <summary>
/// Sends dead deliveries again: beside their lane and outside its order, to the present address of their config with its present secrets, in one
/// try whose result is written on the dead stretch. It takes its place in flight as every attempt does.
/// </summary>
internal sealed partial class Redelivery(
    IOperationsStore store,
    IPushNotificationConfigStore configs,
    ILaneStore lanes,
    EndpointSealer sealer,
    EgressPolicy egress,
    WebhookSender sender,
    LanesInHand inHand,
    PushOptions options,
    TimeProvider clock,
    ILogger<Redelivery> logger,
    PushMetrics? metrics = null)
{
    /// <summary>Sends one again, and waits for what comes of it.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> fired; what is in flight goes on and is written.</exception>
    public async Task<RedeliveryResult> SendAsync(RedeliveryOrder order, CancellationToken cancel)
    {
        var (draft, refused) = await DraftAsync(order, cancel);
        if (draft is null)
        {
            return refused!;
        }

        var errand = new RedeliveryErrand(this, draft);
        inHand.Enter(draft.Place(errand, inHand.Memory), draft.Work);
        return await errand.Result.WaitAsync(cancel);
    }

    /// <summary>Makes the try, its place in flight taken.</summary>
    /// <returns>What it means to the engine, and what came of it; null when its gate was held meanwhile, and it is let go.</returns>
    internal async Task<(Settlement Settlement, RedeliveryResult? Result)> TryAsync(RedeliveryDraft draft, InHandLane place)
    {
        // Read once its place stands in the engine: a deletion that is answered before this closes the place, or is seen here.
        var config = await configs.GetAsync(draft.Config.Task, draft.Config.ConfigId, place.Abort.Token);
        if (config is null || config.Lane.Lane != draft.Config.Lane.Lane || sealer.Open(config.Endpoint) is not { } endpoint)
        {
            return (Settlement.Nothing, Changed(draft));
        }

        var request = NotificationFormatter.Format(endpoint, config.Format, draft.Headers(clock.GetUtcNow()), draft.Body);
        using var deadline = sender.NewDeadline();
        place.Deadline = deadline;
        if (!TryBegin(place, request, deadline, out var sending))
        {
            return (Settlement.Nothing, place.IsClosed ? Changed(draft) : null);
        }

        var result = await sending;
        metrics?.Redelivered(result);
        var record = draft.RecordOf(result);
        LogTried(draft.Order.Id.ToString(), draft.Config.Lane.Gate.Origin, record.Attempt.Number, result.Outcome, result.Status, result.Duration.TotalMilliseconds, draft.Order.By);
        await store.RecordRedeliveryAsync(draft.Order.Id.Lane, draft.Order.Id.Sequence, record, CancellationToken.None);
        var settlement = new Settlement { Leaves = true, IsDelivered = result.Outcome == AttemptOutcome.Delivered, Signal = GateSignals.Of(result) };
        return (settlement, new RedeliveryResult.Tried(record));
    }

    // As attempts of lanes: under the lock of the place, and never once it was closed or its gate was held.
    private bool TryBegin(InHandLane place, WebhookRequest request, AttemptDeadline deadline, [NotNullWhen(true)] out Task<AttemptResult>? sending)
    {
        lock (place.Sync)
        {
            var mayStart = !place.IsClosed && inHand.Gates.MayStart(place.Gate, place.Id);
            sending = mayStart ? sender.SendAsync(request, deadline, place.Abort.Token) : null;
            return sending is not null;
        }
    }

    private static RedeliveryResult.Refused Refuse(RedeliveryRefusal why, string text) => new(why, text);

    private static RedeliveryResult.Refused Changed(RedeliveryDraft draft) => Refuse(
        RedeliveryRefusal.ConfigChanged, $"Config {draft.Config.ConfigId} of task {draft.Config.Task.TaskId} was replaced or deleted meanwhile. Ask again.");

    private async Task<(RedeliveryDraft? Draft, RedeliveryResult? Refused)> DraftAsync(RedeliveryOrder order, CancellationToken cancel)
    {
        var report = await store.ReadDeliveryAsync(order.Id.Lane, order.Id.Sequence, cancel);
        if (report?.Dead is not { } dead)
        {
            return (null, report is null
                ? Refuse(RedeliveryRefusal.NotFound, $"There is no delivery '{order.Id}': its config has gone, or the task's log was pruned up to there.")
                : Refuse(RedeliveryRefusal.NotDead, $"Delivery '{order.Id}' was not given up, so there is nothing to redeliver: it was delivered, or is still to be sent."));
        }

        var config = await configs.GetAsync(dead.Task, dead.ConfigId, cancel);
        return config is null
            ? (null, Refuse(
                RedeliveryRefusal.ConfigDeleted,
                $"Config {dead.ConfigId} of task {dead.Task.TaskId} was deleted, so nobody wants delivery '{order.Id}' any more. Its client can set the config again."))
            : await CheckAsync(order, report, config, cancel);
    }

    private async Task<(RedeliveryDraft? Draft, RedeliveryResult? Refused)> CheckAsync(
        RedeliveryOrder order, DeliveryReport report, StoredPushConfig config, CancellationToken cancel)
    {
        var gate = (await lanes.ListGatesAsync(cancel)).FirstOrDefault(row => row.Key == config.Lane.Gate);
        var body = BodyOf(report, config);
        var refused = FaultOf(config, gate) ?? (body is null ? Refuse(
            RedeliveryRefusal.BodyGone, $"What delivery '{order.Id}' said is no longer kept: the task's log was pruned up to there.") : null);
        return refused is not null ? (null, refused) : (new RedeliveryDraft(order, report, config, body!.Value, clock.GetUtcNow()), null);
    }

    private RedeliveryResult.Refused? FaultOf(StoredPushConfig config, GateRow? gate)
    {
        var name = $"config {config.ConfigId} of task {config.Task.TaskId}";
        return config.Lane.State == LaneState.Gone ? Refuse(
                RedeliveryRefusal.ConfigGone, $"The webhook of {name} answered 410: it wants no more. Its client must create the config again first.")
            : gate is not null and not { Hold: GateHold.None } ? Refuse(
                RedeliveryRefusal.GateHeld, $"The gate to {gate.Key.Origin} is held ({gate.Hold}{(GateRules.Expires(gate) ? $", until {gate.HeldUntil:u}" : "")}). Resume it first.")
            : sealer.Open(config.Endpoint) is not { } endpoint ? Refuse(
                RedeliveryRefusal.SecretUnreadable, $"The secrets of {name} cannot be read with the keys at hand. Bring back the key ring that was in use when it was made.")
            : egress.CheckUrl(endpoint.Url) is { IsAllowed: false } verdict ? Refuse(
                RedeliveryRefusal.AddressForbidden, $"The address of {name} is forbidden by the egress policy. {verdict.Reason}")
            : null;
    }

    /// <summary>The body: that of its own lane while that is there, else made of the event for the lane that has taken its place.</summary>
    private ReadOnlyMemory<byte>? BodyOf(DeliveryReport report, StoredPushConfig config) =>
        report.Lane is not null
            ? report.Body is { } stored ? NotificationFormatter.BodyOf(config.Format, stored, options.MaxBodyBytes) : null
            : report.Event is { Payload: var payload }
                ? NotificationFormatter.BodyOf(
                    config.Format, NotificationBody.IsOfEvent(config.Format) ? payload : TaskBodies.NotKept(config.Format, payload.Span), options.MaxBodyBytes)
            : null;

    [LoggerMessage(65, LogLevel.Information, "Delivery {Delivery} redelivered to {Origin}, attempt {Attempt}: {Outcome}{Status: 0} in {Milliseconds:0.0} ms. Asked for by {Operator}.")]
    private partial void LogTried(string delivery, string origin, int attempt, AttemptOutcome outcome, int? status, double milliseconds, string @operator);
}
