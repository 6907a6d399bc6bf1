using System.Globalization;
using System.Text.Json;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Handler.Server.Operations;

/// <summary>The paths of operations, and what operators see: gates, lanes with their attempts, dead letters, single deliveries.</summary>
internal sealed class OperationsEndpoints(
    IOperationsStore store, ILaneStore lanes, EndpointSealer sealer, PushOptions options, GateActions gates,
    RedeliveryActions redeliveries, LanesInHand inHand, OperationsFront front, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder group, OperationsAccess access)
    {
        Get("gates", ListGatesAsync);
        Get("lanes", ListLanesAsync);
        Get("lanes/{lane}/attempts", ListAttemptsAsync);
        Get("dead-letters", ListDeadLettersAsync);
        Get("deliveries/{id}", ShowAsync);
        Post("gates/hold", gates.HoldAsync);
        Post("gates/resume", gates.ResumeAsync);
        Post("deliveries/{id}/redeliver", redeliveries.OneAsync);
        Post("dead-letters/redeliver", redeliveries.ManyAsync);

        void Get(string path, Func<OperationsCall, Task<IResult>> operation) =>
            group.MapGet(path, front.Of(access, operation)).WithMetadata(access);

        void Post(string path, Func<OperationsCall, Task<IResult>> operation) =>
            group.MapPost(path, front.Of(access, operation)).WithMetadata(access);
    }

    private async Task<IResult> ListGatesAsync(OperationsCall call)
    {
        var query = new OperationsQuery(call.Http.Request.Query, "tenant", "owner", "origin", "held");
        var page = await store.ListGatesAsync(
            new GateQuery
            {
                Tenant = query.Text("tenant"),
                Owner = query.Text("owner"),
                Origin = query.Origin("origin"),
                HeldOnly = query.Flag("held"),
                Limit = query.Limit,
                After = query.GateToken,
            },
            call.Aborted);
        var now = clock.GetUtcNow();
        return TypedResults.Json(
            new GateListView
            {
                Gates = [.. page.Gates.Select(gate => OperationsMapper.ToView(gate, inHand.Trails.Of(gate.Row.Key, now)))],
                NextPageToken = page.Next is { } next ? OperationsQuery.TokenOf(next) : "",
            },
            OperationsJson.Plain.GateListView);
    }

    private async Task<IResult> ListLanesAsync(OperationsCall call)
    {
        var query = new OperationsQuery(call.Http.Request.Query, "tenant", "owner", "taskId", "configId", "origin", "state", "waiting");
        var page = await store.ListLanesAsync(
            new LaneQuery
            {
                Tenant = query.Text("tenant"),
                Owner = query.Text("owner"),
                TaskId = query.Text("taskId"),
                ConfigId = query.Text("configId"),
                Origin = query.Origin("origin"),
                State = query.Word("state", OperationsWords.LaneStates),
                WaitingOnly = query.Flag("waiting"),
                Limit = query.Limit,
                After = query.LaneToken,
            },
            call.Aborted);
        var held = await GatesAsync(call.Aborted);
        var now = clock.GetUtcNow();
        return TypedResults.Json(
            new LaneListView
            {
                Lanes = [.. page.Lanes.Select(lane => OperationsMapper.ToView(lane, held.GetValueOrDefault(lane.Row.Gate), now))],
                NextPageToken = page.Next?.ToString("n") ?? "",
            },
            OperationsJson.Plain.LaneListView);
    }

    private async Task<IResult> ListAttemptsAsync(OperationsCall call)
    {
        var text = call.Http.GetRouteValue("lane") as string;
        if (!Guid.TryParse(text, out var lane) || await lanes.ReadEndpointAsync(lane, call.Aborted) is null)
        {
            throw OperationsRefusal.NotFound($"There is no lane '{text}'. The lanes are listed by GET lanes; one goes with its config.");
        }

        var attempts = await lanes.ListAttemptsAsync(lane, call.Aborted);
        return TypedResults.Json(
            new AttemptListView { Attempts = [.. attempts.Select(OperationsMapper.ToView)] }, OperationsJson.Plain.AttemptListView);
    }

    private async Task<IResult> ListDeadLettersAsync(OperationsCall call)
    {
        var query = new OperationsQuery(
            call.Http.Request.Query, "tenant", "owner", "taskId", "configId", "origin", "lane", "reason", "since", "open");
        var page = await store.ListDeadAsync(
            new DeadQuery
            {
                Tenant = query.Text("tenant"),
                Owner = query.Text("owner"),
                TaskId = query.Text("taskId"),
                ConfigId = query.Text("configId"),
                Origin = query.Origin("origin"),
                Lane = query.Lane("lane"),
                Reason = query.Word("reason", OperationsWords.DeadReasons),
                Since = query.Time("since"),
                OpenOnly = query.Flag("open"),
                Limit = query.Limit,
                After = query.NumberToken,
            },
            call.Aborted);
        return TypedResults.Json(
            new DeadLetterListView
            {
                DeadLetters = [.. page.Stretches.Select(OperationsMapper.ToView)],
                NextPageToken = page.Next?.ToString(CultureInfo.InvariantCulture) ?? "",
            },
            OperationsJson.Plain.DeadLetterListView);
    }

    private async Task<IResult> ShowAsync(OperationsCall call)
    {
        var id = call.Delivery;
        if (await store.ReadDeliveryAsync(id.Lane, id.Sequence, call.Aborted) is not { } delivery
            || OperationsMapper.StateOf(delivery) is not { } state)
        {
            throw OperationsRefusal.NotFound(
                $"There is no delivery '{id}': its config has gone, the task's log was pruned up to there, or its webhook does not want such updates.");
        }

        var view = new DeliveryView
        {
            Id = id.ToString(),
            Sequence = id.Sequence,
            State = state,
            CommittedAt = delivery.Event?.CommittedAt,
            Lane = await LaneOfAsync(delivery, call.Aborted),
            DeadLetter = delivery.Dead is { } dead ? OperationsMapper.ToView(dead) : null,
            Redelivery = delivery.Redelivery is { } redelivery ? OperationsMapper.ToView(redelivery) : null,
            Attempts = [.. delivery.Attempts.Select(OperationsMapper.ToView)],
            Headers = await HeadersOfAsync(id, delivery, call.Aborted),
            Body = BodyOf(delivery),
        };
        return TypedResults.Json(view, OperationsJson.Plain.DeliveryView);
    }

    private async Task<LaneView?> LaneOfAsync(DeliveryReport delivery, CancellationToken cancel)
    {
        if (delivery.Lane is not { } row)
        {
            return null;
        }

        var query = new LaneQuery { TaskId = row.Task.TaskId, ConfigId = row.ConfigId, Tenant = row.Task.Scope.Tenant, Owner = row.Task.Scope.Owner, Limit = 1 };
        var held = await GatesAsync(cancel);
        // Read anew: it may have gone meanwhile.
        return (await store.ListLanesAsync(query, cancel)).Lanes is [var lane]
            ? OperationsMapper.ToView(lane, held.GetValueOrDefault(lane.Row.Gate), clock.GetUtcNow())
            : null;
    }

    private async Task<Dictionary<string, string>?> HeadersOfAsync(DeliveryId id, DeliveryReport delivery, CancellationToken cancel)
    {
        if (delivery.Lane is not { } row
            || await lanes.ReadEndpointAsync(id.Lane, cancel) is not { } found
            || sealer.Open(found.Endpoint) is not { } endpoint)
        {
            return null;
        }

        var last = delivery.Attempts is [.., { Number: var number }] ? number : 0;
        var attempt = id.Sequence > row.Passed.GetValueOrDefault() ? last + 1 : Math.Max(last, 1);
        var headers = new DeliveryHeaders { Id = id, At = clock.GetUtcNow(), Previous = id.Sequence > row.Passed ? row.Passed : null, Attempt = attempt };
        return MaskedHeaders.Of(endpoint, row.Format, headers);
    }

    private JsonElement? BodyOf(DeliveryReport delivery)
    {
        var body = delivery is { Lane: { } lane, Body: { } stored }
            ? NotificationFormatter.BodyOf(lane.Format, stored, options.MaxBodyBytes)
            : delivery.Event?.Payload;
        return body is { } bytes ? JsonElement.Parse(bytes.Span) : null;
    }

    private async Task<Dictionary<GateKey, GateRow>> GatesAsync(CancellationToken cancel) =>
        (await lanes.ListGatesAsync(cancel)).ToDictionary(gate => gate.Key);
}
