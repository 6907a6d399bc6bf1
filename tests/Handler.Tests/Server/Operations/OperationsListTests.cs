using System.Net;
using System.Text.Json.Nodes;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server.Operations;

public sealed class OperationsListTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 18, 30, 45, 123, TimeSpan.Zero);

    [Fact]
    public async Task Gates_are_listed_with_what_waits_and_why_they_are_held()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();
        var open = await OnlyAsync(host, "gates", "gates");
        await host.RecordAsync(Failed(lane, 1), new GateRow { Key = lane.Gate, Hold = GateHold.Breaker, HeldUntil = DateTimeOffset.MaxValue.AddYears(-1), Level = 3 });
        var held = await OnlyAsync(host, "gates?held=true", "gates");

        Text(open, "state").ShouldBe("open");
        open.ContainsKey("hold").ShouldBeFalse();
        Text(held, "origin").ShouldBe("https://hooks.example:443");
        (Text(held, "tenant"), Text(held, "owner"), Text(held, "state"), (int)held["level"]!).ShouldBe(("", "", "held", 3));
        Text(held["hold"]!.AsObject(), "cause").ShouldBe("breaker");
        ((int)held["waitingLanes"]!, (int)held["waiting"]!).ShouldBe((1, lane.Waiting));
        held.ContainsKey("oldestWaiting").ShouldBeTrue();
    }

    [Fact]
    public async Task A_gate_is_listed_with_its_rate_its_latency_and_its_last_error()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();
        var before = await OnlyAsync(host, "gates", "gates");
        var result = new AttemptResult
        {
            Outcome = AttemptOutcome.Answered,
            Status = 503,
            Detail = "The webhook answered 503.",
            StartedAt = At,
            Duration = TimeSpan.FromMilliseconds(12.54),
        };
        host.Agent.Services.GetRequiredService<LanesInHand>().Trails.Add(lane.Gate, result);
        var after = await OnlyAsync(host, "gates", "gates");

        before.ContainsKey("activity").ShouldBeFalse();
        after["activity"]!.ToJsonString().ShouldBe(
            """{"perMinute":0,"p50Ms":12.5,"p95Ms":12.5,"lastErrorAt":"2026-03-01T18:30:45.123Z","lastError":"The webhook answered 503."}""");
    }

    [Fact]
    public async Task An_operators_hold_has_no_end()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();
        await host.RecordAsync(Failed(lane, 1), new GateRow { Key = lane.Gate, Hold = GateHold.Operator, HeldUntil = DateTimeOffset.MaxValue, HeldBy = "ann", Reason = "They asked." });

        var held = await OnlyAsync(host, "gates", "gates");
        var shown = await OnlyAsync(host, "lanes", "lanes");

        held["hold"]!.ToJsonString().ShouldBe("""{"cause":"operator","by":"ann","reason":"They asked."}""");
        (Text(shown, "state"), Text(shown, "reason")).ShouldBe(("held", "Its gate is held (operator): They asked."));
    }

    [Fact]
    public async Task A_lane_is_listed_with_what_is_next_and_how_the_last_attempt_ended()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();
        await host.RecordAsync(Failed(lane, 1) with { Progress = new LaneProgress(DateTimeOffset.UtcNow.AddDays(1), 1, 0, 1) });

        var shown = await OnlyAsync(host, "lanes?waiting=true&origin=https%3A%2F%2FHOOKS.example%2Fin&configId=config", "lanes");

        Text(shown, "lane").ShouldBe(lane.Lane.ToString("n"));
        (Text(shown, "taskId"), Text(shown, "configId"), Text(shown, "state"), Text(shown, "protocolVersion"))
            .ShouldBe((lane.Task.TaskId, "config", "waiting", "1.0"));
        ((int)shown["waiting"]!, (int)shown["dead"]!, (int)shown["passedOver"]!).ShouldBe((lane.Waiting, 0, 0));
        (Text(shown["next"]!.AsObject(), "id"), (int)shown["next"]!["tries"]!).ShouldBe((new DeliveryId(lane.Lane, 1).ToString(), 1));
        shown["lastAttempt"]!.ToJsonString().ShouldBe(
            """{"sequence":1,"number":1,"startedAt":"2026-03-01T18:30:45.123Z","durationMs":12.5,"outcome":"answered","status":503,"detail":"It answered 503.","excerpt":"busy"}""");
    }

    [Fact]
    public async Task Attempts_of_a_lane_are_listed()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();
        await host.RecordAsync(Failed(lane, 1));

        var attempts = await OnlyAsync(host, $"lanes/{lane.Lane:n}/attempts", "attempts");

        (Text(attempts, "outcome"), (int)attempts["status"]!).ShouldBe(("answered", 503));
    }

    [Fact]
    public async Task Dead_letters_are_listed_and_filtered()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();
        await host.RecordAsync(Dead(lane, 1));

        var dead = await OnlyAsync(host, $"dead-letters?reason=refused&since=2026-03-01T18:30:45Z&lane={lane.Lane:n}&open=true", "deadLetters");

        (Text(dead, "first"), Text(dead, "last")).ShouldBe((new DeliveryId(lane.Lane, 1).ToString(), new DeliveryId(lane.Lane, 1).ToString()));
        ((int)dead["count"]!, (int)dead["redelivered"]!, Text(dead, "reason"), Text(dead, "at")).ShouldBe((1, 0, "refused", "2026-03-01T18:30:45.123Z"));
        (Text(dead, "taskId"), Text(dead, "configId"), Text(dead, "origin")).ShouldBe((lane.Task.TaskId, "config", "https://hooks.example:443"));
        (await host.GetAsync("dead-letters?reason=expired"))["deadLetters"]!.AsArray().ShouldBeEmpty();
        (await host.GetAsync("dead-letters?since=2026-03-01T18:30:46Z"))["deadLetters"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delivery_is_shown_with_its_body_and_its_headers_and_no_secret()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();
        await host.RecordAsync(Failed(lane, 1));

        var shown = (await host.GetAsync($"deliveries/{new DeliveryId(lane.Lane, 1)}")).AsObject();

        (Text(shown, "state"), Text(shown, "id")).ShouldBe(("waiting", new DeliveryId(lane.Lane, 1).ToString()));
        shown["body"]!.AsObject().Count.ShouldBe(1);
        Text(shown["lane"]!.AsObject(), "lane").ShouldBe(lane.Lane.ToString("n"));
        shown["attempts"]!.AsArray().Count.ShouldBe(1);
        var headers = shown["headers"]!.AsObject();
        (Text(headers, "Authorization"), Text(headers, "X-A2A-Notification-Token"), Text(headers, "webhook-id"))
            .ShouldBe(("Bearer ***", "***", new DeliveryId(lane.Lane, 1).ToString()));
        shown.ToJsonString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_dead_delivery_is_shown_when_its_config_has_gone()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();
        await host.RecordAsync(Dead(lane, 1));
        await host.Store.DeleteAsync(lane.Task, "config", CancellationToken.None);

        var shown = (await host.GetAsync($"deliveries/{new DeliveryId(lane.Lane, 1)}")).AsObject();

        Text(shown, "state").ShouldBe("dead");
        shown.ContainsKey("lane").ShouldBeFalse();
        shown.ContainsKey("headers").ShouldBeFalse();
        Text(shown["deadLetter"]!.AsObject(), "reason").ShouldBe("refused");
        shown["body"]!.AsObject().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_delivered_one_is_shown_as_delivered()
    {
        await using var host = await OperationsHost.StartAsync();
        var lane = await host.PushAsync();
        await host.RecordAsync(new LaneResult
        {
            Lane = lane.Lane,
            Generation = 1,
            DeliveredThrough = 1,
            Delivered = 1,
            Progress = LaneProgress.DueAt(At),
        });

        Text((await host.GetAsync($"deliveries/{new DeliveryId(lane.Lane, 1)}")).AsObject(), "state").ShouldBe("delivered");
    }

    [Theory]
    [InlineData("gates")]
    [InlineData("lanes")]
    [InlineData("dead-letters")]
    public async Task A_list_is_read_page_by_page(string list)
    {
        await using var host = await OperationsHost.StartAsync();
        foreach (var name in new[] { "one", "two", "three" })
        {
            await host.RecordAsync(Dead(await host.PushAsync($"https://{name}.example/in", name), 1));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var token = "";
        do
        {
            var page = (await host.GetAsync($"{list}?limit=1{(token.Length == 0 ? "" : $"&pageToken={token}")}")).AsObject();
            seen.Add(Text(page.First().Value!.AsArray().ShouldHaveSingleItem()!.AsObject(), "origin")!).ShouldBeTrue();
            token = Text(page, "nextPageToken")!;
        }
        while (token.Length > 0);

        seen.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("gates?orgin=x", "There is no parameter 'orgin' here. There are: limit, pageToken, tenant, owner, origin, held.")]
    [InlineData("gates?origin=hooks.example", "The parameter 'origin' is 'hooks.example'; give it the origin of a webhook")]
    [InlineData("gates?held=yes", "The parameter 'held' is 'yes'; give it true or false.")]
    [InlineData("gates?limit=0", "The parameter 'limit' is '0'; give it a number from 1 to 1000.")]
    [InlineData("gates?limit=1001", "give it a number from 1 to 1000.")]
    [InlineData("gates?limit=1&limit=2", "The parameter 'limit' stands there more than once")]
    [InlineData("gates?pageToken=%21", "which is no nextPageToken of this list")]
    [InlineData("gates?pageToken=YWJj", "which is no nextPageToken of this list")]
    [InlineData("lanes?pageToken=1", "which is no nextPageToken of this list")]
    [InlineData("lanes?state=broken", "The parameter 'state' is 'broken'; give it one of active, gone, overflowed, secret-unreadable.")]
    [InlineData("dead-letters?reason=bad", "give it one of expired, expired-held, forbidden, gone, refused, replaced.")]
    [InlineData("dead-letters?since=yesterday", "give it an RFC 3339 time")]
    [InlineData("dead-letters?lane=1", "give it the id of a lane")]
    [InlineData("dead-letters?pageToken=x", "which is no nextPageToken of this list")]
    [InlineData("deliveries/msg_1", "'msg_1' is no id of a delivery; one looks like msg_")]
    public async Task What_is_asked_wrongly_is_told(string path, string expected)
    {
        await using var host = await OperationsHost.StartAsync();

        (await host.RefusalAsync(HttpMethod.Get, path, HttpStatusCode.BadRequest)).ShouldContain(expected);
    }

    [Theory]
    [InlineData("lanes/0190b6c1e5d07a3c8f21d4e5a6b7c8d9/attempts", "There is no lane '0190b6c1e5d07a3c8f21d4e5a6b7c8d9'")]
    [InlineData("lanes/x/attempts", "There is no lane 'x'")]
    [InlineData("deliveries/msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_1", "There is no delivery 'msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_1'")]
    public async Task What_is_not_there_is_told(string path, string expected)
    {
        await using var host = await OperationsHost.StartAsync();

        (await host.RefusalAsync(HttpMethod.Get, path, HttpStatusCode.NotFound)).ShouldContain(expected);
    }

    private static async Task<JsonObject> OnlyAsync(OperationsHost host, string path, string list) =>
        (await host.GetAsync(path))[list]!.AsArray().ShouldHaveSingleItem()!.AsObject();

    private static string? Text(JsonObject of, string name) => (string?)of[name];

    private static LaneResult Failed(LaneRow lane, long sequence) => new()
    {
        Lane = lane.Lane,
        Generation = 1,
        Progress = LaneProgress.DueAt(At),
        Attempts =
        [
            new AttemptRecord
            {
                Sequence = sequence,
                ThroughSequence = sequence,
                Count = 1,
                Number = 1,
                StartedAt = At,
                Duration = TimeSpan.FromMilliseconds(12.5),
                Outcome = AttemptOutcome.Answered,
                Status = 503,
                Detail = "It answered 503.",
                Excerpt = "busy",
            },
        ],
    };

    private static LaneResult Dead(LaneRow lane, long sequence) => new()
    {
        Lane = lane.Lane,
        Generation = 1,
        Progress = LaneProgress.DueAt(At),
        Death = new DeathNotice { From = sequence, To = sequence, Reason = DeadReason.Refused, At = At },
    };
}
