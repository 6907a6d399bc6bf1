using System.Globalization;
using Handler.Protocol;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>
/// Numbers 12, 13 and 14 of what must be shown by test: <c>Retry-After</c>, endpoints that flap or were down, URLs and secrets that change while
/// retries run. Each judge is shown to see what it looks for.
/// </summary>
public sealed class HeldGateTests : IDisposable
{
    private readonly PushRig _rig = new();
    private readonly DateTimeOffset _start;

    public HeldGateTests()
    {
        _start = _rig.Clock.GetUtcNow();

        // What must happen happens without the poll that makes up for lost rings.
        _rig.Options.PollInterval = TimeSpan.FromMinutes(10);
    }

    private IReadOnlyList<WebhookArrival> Arrivals => _rig.Hook().Arrivals;

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    [Theory]
    [InlineData(429, "30", 30)]
    [InlineData(503, "30", 30)]
    [InlineData(429, "date", 40)]
    [InlineData(503, "date", 40)]
    [InlineData(429, "past", 1)]
    [InlineData(503, "past", 1)]
    [InlineData(429, "0", 1)]
    [InlineData(429, "315360000", 60)]
    [InlineData(503, "315360000", 60)]
    [InlineData(429, "-5", 0)]
    [InlineData(503, "-5", 0)]
    [InlineData(429, "soon", 0)]
    [InlineData(503, "soon", 0)]
    [InlineData(404, "30", 0)]
    [InlineData(404, "date", 0)]
    [InlineData(200, "30", 0)]
    [InlineData(200, "315360000", 0)]
    public void Retry_After_of_every_kind_holds_the_gate_as_long_as_it_says_and_a_minute_at_most(int status, string said, double seconds)
    {
        _rig.Hook().Answer(status, retryAfter: Written(said));
        _rig.Start();
        Begin(PushRig.Scope, "first");
        Begin(PushRig.Scope, "second", after: TimeSpan.FromSeconds(0.25));

        _rig.Loop.RunFor(TimeSpan.FromMinutes(2));

        SecondsOf(PushRig.Scope, "second").ShouldBe(Math.Max(seconds, 0.25), 0.1);
    }

    [Theory]
    [InlineData("another", 0.25)]
    [InlineData("", 30)]
    public void Retry_After_of_one_owner_does_not_hold_anothers_on_the_same_origin(string owner, double seconds)
    {
        var scope = new OwnerScope("", owner);
        _rig.Hook().Answer(429, retryAfter: "30");
        _rig.Start();
        Begin(PushRig.Scope, "first");
        Begin(scope, "second", after: TimeSpan.FromSeconds(0.25));

        _rig.Loop.RunFor(TimeSpan.FromMinutes(2));

        // The control is the same owner: then it is held.
        SecondsOf(scope, "second").ShouldBe(seconds, 0.1);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(int.MaxValue, false)]
    public void An_endpoint_down_for_an_hour_with_100_000_waiting_comes_back_in_order_without_a_herd(int breakerFailures, bool isCalm)
    {
        const int Lanes = 1_000, Updates = 100;
        _rig.Options.Gates.BreakerFailures = breakerFailures;
        var back = _start.AddHours(1);
        _rig.Hook().AnswerOtherwise(arrival => arrival.At < back ? WebhookAnswer.Break : WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(20)));
        Fill(Lanes, Updates);

        _rig.Loop.RunFor(TimeSpan.FromHours(3));

        ShouldAllHaveCome(Lanes, Updates + 1, back);
        _rig.Hook().MostInFlight.ShouldBeLessThanOrEqualTo(64);

        // While it was down: one probe in five minutes, where without a breaker each lane goes on by itself. When it is back: a probe, alone.
        var down = Arrivals.Count(arrival => arrival.At < back && arrival.At - _start > TimeSpan.FromMinutes(10));
        var first = Arrivals.First(arrival => arrival.At >= back);
        var beside = Arrivals.Count(arrival => (arrival.At - first.At).Duration() < TimeSpan.FromMilliseconds(20)) - 1;
        (down <= 10 && beside == 0).ShouldBe(isCalm, $"{down} attempts while it was down, {beside} beside the first when it was back");
    }

    [Fact]
    public void An_endpoint_that_flaps_gets_everything_in_order_and_one_probe_at_a_time_while_it_is_down()
    {
        const int Lanes = 200, Updates = 50;

        // No divisor of the longest hold: or each probe would find it as the one before did.
        var up = (DateTimeOffset at) => ((at - _start).TotalSeconds % 67) < 25;
        _rig.Hook().AnswerOtherwise(arrival => up(arrival.At) ? WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(200)) : WebhookAnswer.Break);
        Fill(Lanes, Updates);

        _rig.Loop.RunFor(TimeSpan.FromHours(6));

        ShouldAllHaveCome(Lanes, Updates + 1, since: _start);
        _rig.Hook().MostInFlight.ShouldBeLessThanOrEqualTo(64);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_url_that_changes_while_retries_run_takes_all_that_waits_to_its_new_gate(bool isDeaf)
    {
        _rig.Hook("old").Answer(503, times: 3);
        _rig.Hook("old").AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromSeconds(1)));
        _rig.Start().Task();
        _rig.Register(host: "old", token: "first");
        _rig.SayAtOnce("t1", [.. Enumerable.Range(0, 20).Select(i => $"{i}")]);
        _rig.Loop.RunUntil(() => _rig.Hook("old").Arrivals.Count == 6, TimeSpan.FromMinutes(5));
        if (isDeaf)
        {
            _rig.DeafenToChanges();
        }

        _rig.Register(host: "new", token: "second");
        _rig.Loop.RunFor(TimeSpan.FromMinutes(5));

        var late = _rig.Hook("old").Arrivals.Count - 6;
        (late == 0).ShouldBe(!isDeaf, $"{late} attempts at the old address after the change was answered");
        if (isDeaf)
        {
            return;
        }

        var came = _rig.Hook("old").Arrivals.Skip(3).Concat(_rig.Hook("new").Arrivals).Select(arrival => arrival.Id.Sequence).ToList();
        came.Zip(came.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second);
        came.Distinct().Count().ShouldBe(21);
        _rig.Hook("new").Arrivals.ShouldAllBe(arrival => arrival["X-A2A-Notification-Token"] == "second");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_secret_that_is_rotated_while_retries_run_is_sent_from_the_next_attempt_on(bool isDeaf)
    {
        _rig.Hook().Answer(503, times: 3);
        _rig.Hook().AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromSeconds(1)));
        _rig.Start().Task();
        _rig.Register(token: "first");
        _rig.SayAtOnce("t1", [.. Enumerable.Range(0, 20).Select(i => $"{i}")]);
        _rig.Loop.RunUntil(() => Arrivals.Count == 6, TimeSpan.FromMinutes(5));
        if (isDeaf)
        {
            _rig.DeafenToChanges();
        }

        _rig.Register(token: "second");
        _rig.Loop.RunFor(TimeSpan.FromMinutes(5));

        var after = Arrivals.Skip(6).Select(arrival => arrival["X-A2A-Notification-Token"]).ToList();
        after.TrueForAll(token => token == "second").ShouldBe(!isDeaf);
    }

    private string Written(string said) => said switch
    {
        "date" => _start.AddSeconds(40).ToString("r", CultureInfo.InvariantCulture),
        "past" => _start.AddYears(-1).ToString("r", CultureInfo.InvariantCulture),
        _ => said,
    };

    /// <summary>One task of an owner with one webhook, and its first update.</summary>
    private void Begin(OwnerScope scope, string id, TimeSpan after = default)
    {
        _rig.Loop.RunFor(after);
        var key = new TaskKey(scope, id);
        var task = new AgentTask { Id = id, ContextId = "c1", Status = new AgentTaskStatus { State = TaskState.Submitted } };
        var config = new NewPushConfig
        {
            ConfigId = "default",
            Endpoint = _rig.Sealer.Seal(new PushEndpoint { Url = "http://hook/webhook" }),
            Mask = EventKinds.All,
        };
        var stored = _rig.Store.CreateAsync(new NewTask { Key = key, Task = task, Config = config }, default).Result;
        var update = StreamResponse.Of(task);
        _rig.Store.CommitAsync(
            new TaskCommit
            {
                Key = key,
                Run = stored.Run!.Value,
                Events = [new NewEvent { Kinds = EventKinds.Task, Update = update, Payload = A2AJson.Write(update) }],
                Before = task,
                After = task,
            },
            default).Result.Outcome.ShouldBe(CommitOutcome.Committed);
    }

    private double SecondsOf(OwnerScope scope, string id)
    {
        var lane = _rig.Store.GetAsync(new TaskKey(scope, id), "default", default).Result!.Lane.Lane;
        return (Arrivals.First(arrival => arrival.Id.Lane == lane).At - _start).TotalSeconds;
    }

    private void Fill(int lanes, int updates)
    {
        _rig.Start();
        for (var i = 0; i < lanes; i++)
        {
            _rig.Task($"t{i}");
            _rig.Register($"t{i}");
            _rig.SayAtOnce($"t{i}", [.. Enumerable.Range(0, updates).Select(n => $"{n}")]);
        }
    }

    private void ShouldAllHaveCome(int lanes, int updates, DateTimeOffset since)
    {
        Enumerable.Range(0, lanes).ShouldAllBe(i => _rig.Lane($"t{i}", "default")!.Waiting == 0);
        foreach (var lane in Arrivals.Where(arrival => arrival.At >= since).GroupBy(arrival => arrival.Id.Lane))
        {
            var sequences = lane.Select(arrival => arrival.Id.Sequence).ToList();
            sequences.Distinct().Count().ShouldBe(updates);
            sequences.Zip(sequences.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second);
        }
    }
}
