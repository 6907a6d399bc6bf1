using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Handler.Protocol.Webhooks;
using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Push;

/// <summary>
/// Makes the attempts. A driver has one place in flight: it drives a lane for as long as nobody waits for the place, then the lane whose turn it is,
/// until there is none. One attempt is: (1) what is next, (2) where to, (3) the body, (4) the request, (5) the start, under the lane's own
/// lock, (6) what follows.
/// </summary>
internal sealed partial class LaneDriver(
    ILaneStore store,
    EndpointSealer sealer,
    EgressPolicy egress,
    WebhookSender sender,
    PushOptions options,
    LanesInHand lanes,
    ResultWriter results,
    TimeProvider clock,
    Func<double> jitter,
    ILogger<LaneDriver> logger,
    PushMetrics? metrics = null)
{
    private static readonly TimeSpan SecretLookInterval = TimeSpan.FromMinutes(1);

    /// <summary>Drives <paramref name="lane"/> and whoever follows it in its place. Throws only what is a defect.</summary>
    public async Task DriveAsync(InHandLane lane)
    {
        for (var current = lane; current is not null;)
        {
            current = lanes.EndAttempt(current, await AttemptAsync(current));
        }
    }

    private async Task<Settlement> AttemptAsync(InHandLane lane)
    {
        // Also before anything is read for it: lanes that stood in line when their gate was held come by here.
        if (!lanes.Gates.MayStart(lane.Gate, lane.Id))
        {
            return Settlement.Nothing;
        }

        if (lane.Errand is { } errand)
        {
            return await errand.RunAsync(lane);
        }

        try
        {
            if (lanes.HeadOf(lane) is null && !await ReadAheadAsync(lane))
            {
                return Settlement.Nothing;
            }

            // A lane may read nothing of what its tail promised: it rests then.
            return lanes.HeadOf(lane) is { } head ? await AttemptAsync(lane, head) : default;
        }
        catch (StoreUnavailableException unavailable)
        {
            metrics?.StoreRefused("read");
            LogStoreUnavailable(lane.Id, unavailable.Message);
            return Settlement.Nothing;
        }
        catch (OperationCanceledException) when (lane.Abort.IsCancellationRequested)
        {
            return Settlement.Nothing;
        }
    }

    private async Task<Settlement> AttemptAsync(InHandLane lane, LaneDelivery head) =>
        await FindEndpointAsync(lane) switch
        {
            null => Settlement.Nothing,
            { Endpoint: null } => HoldForSecret(lane),
            { Endpoint: { } endpoint } => await SendAsync(lane, head, endpoint),
        };

    private async Task<bool> ReadAheadAsync(InHandLane lane)
    {
        var work = await store.ReadAheadAsync(lane.Id, lane.KnownThrough, lane.Abort.Token);
        if (work is null || work.Row.Generation != lane.Row.Generation)
        {
            return false;
        }

        lanes.Learn(lane, work);
        return true;
    }

    /// <summary>The endpoint, opened; one without <see cref="Opened.Endpoint"/> when its key is missing; null when the lane is no longer this one.</summary>
    private async Task<Opened?> FindEndpointAsync(InHandLane lane)
    {
        if (lane.Endpoint is null)
        {
            var found = await store.ReadEndpointAsync(lane.Id, lane.Abort.Token);
            if (found is null || found.Generation != lane.Row.Generation)
            {
                return null;
            }

            lane.Endpoint = sealer.Open(found.Endpoint);
        }

        return new Opened(lane.Endpoint);
    }

    private async Task<Settlement> SendAsync(InHandLane lane, LaneDelivery head, PushEndpoint endpoint)
    {
        if (!egress.CheckUrl(endpoint.Url).IsAllowed)
        {
            return Conclude(lane, head, ForbiddenAttempt(endpoint));
        }

        return head.Body is { } known ? await SendAsync(lane, head, endpoint, known) : await ReadAndSendAsync(lane, head, endpoint);
    }

    private async Task<Settlement> ReadAndSendAsync(InHandLane lane, LaneDelivery head, PushEndpoint endpoint)
    {
        using var room = await lanes.Memory.ReserveAsync(options.MaxBodyBytes, lane.Abort.Token);
        if (await store.ReadBodyAsync(lane.Id, head.Sequence, lane.Abort.Token) is not { } body)
        {
            return Settlement.Nothing;
        }

        room.Hold(body.Length);
        lane.HoldsMemory = true;
        try
        {
            return await SendAsync(lane, head, endpoint, body);
        }
        finally
        {
            lane.HoldsMemory = false;
        }
    }

    private async Task<Settlement> SendAsync(InHandLane lane, LaneDelivery head, PushEndpoint endpoint, ReadOnlyMemory<byte> body)
    {
        using var activity = PushTelemetry.StartAttempt(lane.Row, head);
        var format = lane.Row.Format;
        var fitting = NotificationFormatter.BodyOf(format, body, options.MaxBodyBytes);
        CountIfCut(body, fitting);
        var request = NotificationFormatter.Format(endpoint, format, HeadersOf(lane, head, activity), fitting);
        using var deadline = sender.NewDeadline();
        lane.Deadline = deadline;
        try
        {
            return TryBegin(lane, request, deadline, out var sending)
                ? Conclude(lane, head, PushTelemetry.Ended(activity, await sending))
                : Settlement.Nothing;
        }
        catch (OperationCanceledException) when (lane.Abort.IsCancellationRequested)
        {
            return Settlement.Aborted;
        }
        finally
        {
            lane.Deadline = null;
        }
    }

    private bool TryBegin(
        InHandLane lane, WebhookRequest request, AttemptDeadline deadline, [NotNullWhen(true)] out Task<AttemptResult>? sending)
    {
        lock (lane.Sync)
        {
            var mayStart = !lane.IsClosed && lanes.Gates.MayStart(lane.Gate, lane.Id);
            sending = mayStart ? sender.SendAsync(request, deadline, lane.Abort.Token) : null;
            return sending is not null;
        }
    }

    private void CountIfCut(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> fitting)
    {
        if (fitting.Length < body.Length && body.Length > options.MaxBodyBytes)
        {
            metrics?.Limited(PushLimit.BodyBytes);
        }
    }

    private DeliveryHeaders HeadersOf(InHandLane lane, LaneDelivery head, Activity? activity) => new()
    {
        Id = new DeliveryId(lane.Id, head.Sequence),
        At = clock.GetUtcNow(),
        Previous = lane.Passed,
        Attempt = lane.Progress.Tries + 1,
        TraceParent = activity?.Id ?? head.TraceParent,
    };

    private Settlement Conclude(InHandLane lane, LaneDelivery head, AttemptResult result)
    {
        var now = clock.GetUtcNow();
        var age = AgeOf(lane, head, result);
        var step = RetrySchedule.Decide(result, lane.Progress, now, age, jitter(), options.Retry);
        var attempt = RecordOf(lane, head, result);
        LogAttempt(lane, head, attempt, step);
        metrics?.Attempted(head, result, step, now);
        lanes.Trails.Add(lane.Gate, result);
        var gate = lanes.Gates.Report(lane.Gate, result, now);
        if (gate is not null)
        {
            LogGate(gate, lane);
        }

        results.Add(lane, pending => Report(pending, lane, head, attempt, step, now, gate));
        return new Settlement
        {
            Through = step is NextStep.Delivered or NextStep.Dead ? head.Sequence : null,
            Progress = step.Progress,
            IsRecorded = true,
            AwaitsFlush = step is NextStep.Dead,
            IsDelivered = step is NextStep.Delivered,
            Signal = GateSignals.Of(result),
            Gate = gate,

            // After a death of all that is overdue only the store knows what is left.
            Leaves = step is NextStep.Retry or NextStep.Gone or NextStep.Dead { AndCommittedUpTo: not null } || step.Progress.Due > now,
        };
    }

    private HeadAge AgeOf(InHandLane lane, LaneDelivery head, AttemptResult result)
    {
        var isHeld = lanes.Gates.Find(lane.Gate) is { } gate && GateRules.Expires(gate);
        return new HeadAge(head.CommittedAt, lanes.Gates.OverdueUpTo(lane.Gate, result.StartedAt), isHeld);
    }

    private static void Report(
        PendingResult pending, InHandLane lane, LaneDelivery head, AttemptRecord attempt, NextStep step, DateTimeOffset now, GateRow? gate)
    {
        if (lane.State == LaneState.SecretUnreadable)
        {
            pending.Reactivate();
        }

        switch (step)
        {
            case NextStep.Delivered:
                pending.Deliver(head.Sequence, step.Progress, attempt);
                break;
            case NextStep.Retry:
                pending.Retry(step.Progress, attempt);
                break;
            case NextStep.Gone:
                pending.End($"The webhook answered 410 Gone to update {head.Sequence}.", step.Progress, attempt);
                break;
            case NextStep.Dead dead:
                pending.Die(NoticeOf(head, attempt, dead, now), step.Progress, attempt);
                break;
        }

        if (gate is not null)
        {
            // Until it is written that a gate is open the store does not give its lanes.
            pending.WakeBy(GateRules.Expires(gate) ? gate.HeldUntil : now);
        }
    }

    private static DeathNotice NoticeOf(LaneDelivery head, AttemptRecord attempt, NextStep.Dead dead, DateTimeOffset now) => new()
    {
        From = head.Sequence,
        To = head.Sequence,
        AndCommittedUpTo = dead.AndCommittedUpTo,
        Reason = dead.Reason,
        At = now,
        LastAttempt = attempt,
    };

    private Settlement HoldForSecret(InHandLane lane)
    {
        LogSecretUnreadable(lane.Id, lane.Row.Task.TaskId, lane.Row.ConfigId);
        var progress = lane.Progress with { Due = clock.GetUtcNow() + SecretLookInterval };
        results.Add(lane, pending => pending.Hold(
            "Its secrets cannot be read with the keys at hand; they are looked for again each minute.", progress));
        return new Settlement { Progress = progress, IsRecorded = true, Leaves = true };
    }

    private AttemptResult ForbiddenAttempt(PushEndpoint endpoint) => new()
    {
        Outcome = AttemptOutcome.AddressForbidden,
        UrlForbidden = true,
        Detail = egress.CheckUrl(endpoint.Url).Reason,
        Duration = TimeSpan.Zero,
        StartedAt = clock.GetUtcNow(),
    };

    private static AttemptRecord RecordOf(InHandLane lane, LaneDelivery head, AttemptResult result) => new()
    {
        Sequence = head.Sequence,
        ThroughSequence = head.Sequence,
        Count = 1,
        Number = lane.Progress.Tries + 1,
        StartedAt = result.StartedAt,
        Duration = result.Duration,
        Outcome = result.Outcome,
        Status = result.Status,
        Detail = result.Detail,
        Excerpt = result.Excerpt,
    };

    private readonly record struct Opened(PushEndpoint? Endpoint);
}
