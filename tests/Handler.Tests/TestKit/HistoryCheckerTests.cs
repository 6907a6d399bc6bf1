using System.Text;
using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.Tests.TestKit;

/// <summary>Each rule of the referee is broken on purpose, and it says so; what is allowed, it lets pass.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly Guid Lane = Guid.Parse("0190b6c1-e5d0-7a3c-8f21-d4e5a6b7c8d9");
    private static readonly Guid OtherLane = Guid.Parse("0190b6c1-e5d0-7a3c-8f21-d4e5a6b7c8da");
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Checker_finds_nothing_in_a_history_that_is_as_promised()
    {
        Check(History(Arrival(1, 1), Arrival(2, 3, previous: 1), Arrival(3, 4, previous: 3))).ShouldBeEmpty();
    }

    [Fact]
    public void Checker_reports_a_committed_update_that_did_not_arrive()
    {
        var history = History(Arrival(1, 1)) with { Committed = [new("t", Key(1)), new("t", Key(2))] };

        Only(history, HistoryRule.Delivered).ShouldContain($"'{Key(2)}' of task t");
    }

    [Fact]
    public void Checker_reports_an_update_that_was_committed_twice_and_arrived_once()
    {
        var history = History(Arrival(1, 1)) with { Committed = [new("t", Key(1)), new("t", Key(1))] };

        Only(history, HistoryRule.Delivered);
    }

    [Fact]
    public void Checker_does_not_count_an_arrival_that_was_refused_as_delivered()
    {
        Only(History(Arrival(1, 1, answer: 503)), HistoryRule.Delivered);
    }

    [Fact]
    public void Checker_demands_an_update_of_each_webhook_that_is_told_of_the_task()
    {
        var history = History(Arrival(1, 1));
        history = history with { Subscriptions = [.. history.Subscriptions, new(0, "t", "second", true)] };

        Only(history, HistoryRule.Delivered).ShouldContain("second");
    }

    [Fact]
    public void Checker_demands_no_more_of_a_late_or_deleted_subscription()
    {
        var history = History() with { Committed = [new("t", Key(1))] };

        Check(history with { Subscriptions = [new(0, "t", "hook", false)] }).ShouldBeEmpty();
        Check(history with { Deletions = [new(9, Noon, "t", "hook")] }).ShouldBeEmpty();
    }

    [Fact]
    public void Checker_reports_first_arrivals_that_are_swapped()
    {
        Only(History(Arrival(1, 1), Arrival(2, 3, previous: 2), Arrival(3, 2, previous: 1)), HistoryRule.InOrder);
    }

    [Fact]
    public void Checker_lets_another_lane_be_further_on()
    {
        var other = Arrival(2, 1) with { Id = new DeliveryId(OtherLane, 1), Webhook = "second" };

        Check(History(Arrival(1, 1), Arrival(3, 2, previous: 1), other)).ShouldBeEmpty();
    }

    [Fact]
    public void Checker_reports_a_gap_in_the_chain()
    {
        Only(History(Arrival(1, 1), Arrival(2, 3, previous: 2)), HistoryRule.Unbroken).ShouldContain("says that 2 was before it");
    }

    [Fact]
    public void Checker_reports_a_first_arrival_that_had_one_before_it()
    {
        Only(History(Arrival(1, 2, previous: 1)), HistoryRule.Unbroken);
    }

    [Fact]
    public void Checker_reports_a_later_arrival_that_says_it_is_the_first()
    {
        Only(History(Arrival(1, 1), Arrival(2, 2)), HistoryRule.Unbroken);
    }

    [Fact]
    public void Checker_lets_a_failed_attempt_be_made_again()
    {
        Check(History(Arrival(1, 1, answer: 503), Arrival(2, 1, answer: null), Arrival(3, 1))).ShouldBeEmpty();
    }

    [Fact]
    public void Checker_reports_another_body_at_another_attempt()
    {
        var again = Arrival(2, 1) with { Body = "else"u8.ToArray() };

        Only(History(Arrival(1, 1, answer: 503), again), HistoryRule.SameAtEveryAttempt);
    }

    [Fact]
    public void Checker_reports_another_content_type_at_another_attempt()
    {
        var again = Arrival(2, 1) with { ContentType = "application/json" };

        Only(History(Arrival(1, 1, answer: 503), again), HistoryRule.SameAtEveryAttempt);
    }

    [Fact]
    public void Checker_reports_another_previous_at_another_attempt()
    {
        var again = Arrival(3, 2, previous: null);

        Only(History(Arrival(1, 1), Arrival(2, 2, previous: 1, answer: 503), again), HistoryRule.SameAtEveryAttempt);
    }

    [Fact]
    public void Checker_reports_a_sequence_that_is_not_that_of_the_id()
    {
        Only(History(Arrival(1, 1) with { Sequence = 2 }), HistoryRule.SameAtEveryAttempt);
    }

    [Fact]
    public void Checker_reports_the_same_update_under_a_second_id()
    {
        var second = Arrival(2, 2, previous: 1) with { Body = Arrival(1, 1).Body, Key = Key(1) };

        Only(History(Arrival(1, 1), second), HistoryRule.OneId);
    }

    [Fact]
    public void Checker_reports_a_repeat_without_a_kill()
    {
        Only(History(Arrival(1, 1), Arrival(2, 1)), HistoryRule.FewRepeats);
    }

    [Fact]
    public void Checker_lets_the_attempt_be_repeated_that_was_under_way_when_the_config_was_replaced()
    {
        var history = History(Arrival(2, 1), Arrival(3, 1)) with { Replacements = [new(1, Noon, "t", "hook")] };

        Check(history).ShouldBeEmpty();
    }

    [Fact]
    public void Checker_reports_a_second_repeat_after_a_replacement()
    {
        var history = History(Arrival(2, 1), Arrival(3, 1), Arrival(4, 1)) with { Replacements = [new(1, Noon, "t", "hook")] };

        Only(history, HistoryRule.FewRepeats);
    }

    [Fact]
    public void Checker_reports_a_repeat_from_before_a_replacement()
    {
        var history = History(Arrival(1, 1), Arrival(2, 1)) with { Replacements = [new(3, Noon, "t", "hook")] };

        Only(history, HistoryRule.FewRepeats);
    }

    [Fact]
    public void Checker_reports_a_repeat_of_what_was_sent_after_a_replacement()
    {
        var late = Arrival(2, 1) with { SentAt = Noon.AddSeconds(1) };
        var history = History(late, late with { Moment = 3 }) with { Replacements = [new(1, Noon, "t", "hook")] };

        Only(history, HistoryRule.FewRepeats);
    }

    [Fact]
    public void Checker_reports_a_repeat_after_a_stop()
    {
        var history = History(Arrival(1, 1), Arrival(3, 1)) with { Interruptions = [new(2, InterruptionKind.Stop)] };

        Only(history, HistoryRule.FewRepeats);
    }

    [Fact]
    public void Checker_lets_as_many_repeats_pass_after_a_kill_as_may_be_unflushed()
    {
        Check(RepeatedAfterKill(HistoryChecker.MostRepeatsPerLaneAndKill)).ShouldBeEmpty();
    }

    [Fact]
    public void Checker_reports_one_repeat_more_than_may_be_unflushed()
    {
        Only(RepeatedAfterKill(HistoryChecker.MostRepeatsPerLaneAndKill + 1), HistoryRule.FewRepeats);
    }

    [Fact]
    public void Checker_reports_a_repeat_that_is_repeated_in_the_same_life()
    {
        var history = History(Arrival(1, 1), Arrival(3, 1), Arrival(4, 1)) with { Interruptions = [new(2, InterruptionKind.Kill)] };

        Only(history, HistoryRule.FewRepeats);
    }

    [Fact]
    public void Checker_lets_the_attempt_that_was_under_way_arrive_after_a_deletion()
    {
        var history = History(Arrival(1, 1), Arrival(3, 2, previous: 1)) with { Deletions = [new(2, Noon, "t", "hook")] };

        Check(history).ShouldBeEmpty();
    }

    [Fact]
    public void Checker_reports_a_second_attempt_after_a_deletion()
    {
        var history = History(Arrival(1, 1), Arrival(3, 2, previous: 1), Arrival(4, 3, previous: 2)) with { Deletions = [new(2, Noon, "t", "hook")] };

        Only(history, HistoryRule.QuietAfterDeletion);
    }

    [Fact]
    public void Checker_reports_an_attempt_that_was_begun_after_a_deletion()
    {
        var late = Arrival(3, 2, previous: 1) with { SentAt = Noon.AddSeconds(1) };
        var history = History(Arrival(1, 1), late) with { Deletions = [new(2, Noon, "t", "hook")] };

        Only(history, HistoryRule.QuietAfterDeletion);
    }

    [Fact]
    public void Checker_lets_a_new_lane_begin_where_the_config_was_made_again()
    {
        var fresh = Enumerable.Range(4, 3).Select(i => Arrival(i, i, previous: i == 4 ? null : i - 1) with { Id = new DeliveryId(OtherLane, i) }).ToArray();
        var history = History([Arrival(1, 1), .. fresh]) with
        {
            Deletions = [new(2, Noon, "t", "hook")],
            Subscriptions = [new(3, "t", "hook", false)],
        };

        Check(history).ShouldBeEmpty();
    }

    [Fact]
    public void Checker_reports_a_lane_that_serves_two_tasks()
    {
        var history = History(Arrival(1, 1), Arrival(2, 2, previous: 1) with { TaskId = "u" });

        Only(history with { Committed = [] }, HistoryRule.OneLane);
    }

    [Fact]
    public async Task Recorder_notes_what_comes_and_in_which_life()
    {
        var webhook = new ScriptedWebhook();
        var recorder = new HistoryRecorder();
        recorder.Watch("hook", webhook, _ => WebhookAnswer.Of(503));
        recorder.Subscribed("t", "hook");
        recorder.Committed("t", UpdateKey.Status(TaskState.Working, "one"));
        using var client = new HttpClient(webhook.CreateHandler());

        await client.SendAsync(Notification());
        recorder.Interrupted(InterruptionKind.Kill);
        recorder.Watch("hook", webhook);
        await client.SendAsync(Notification());

        var history = recorder.ToHistory();
        history.Arrivals.Select(arrival => arrival.Answer).ShouldBe([503, 200]);
        history.Arrivals.Select(arrival => history.LifeAt(arrival.Moment)).ShouldBe([0, 1]);
        Check(history).ShouldBeEmpty();
    }

    private static DeliveryHistory RepeatedAfterKill(int count)
    {
        var before = Enumerable.Range(1, count).Select(i => Arrival(i, i, previous: i == 1 ? null : i - 1));
        var after = Enumerable.Range(1, count).Select(i => Arrival(1000 + i, i, previous: i == 1 ? null : i - 1));
        return History([.. before, .. after]) with { Interruptions = [new(500, InterruptionKind.Kill)] };
    }

    private static DeliveryHistory History(params WitnessedArrival[] arrivals) => new()
    {
        Arrivals = arrivals,
        Committed = [.. arrivals.Select(arrival => new CommittedUpdate("t", arrival.Key)).Distinct()],
        Subscriptions = [new Subscription(0, "t", "hook", IsFromStart: true)],
    };

    private static WitnessedArrival Arrival(long moment, long sequence, long? previous = null, int? answer = 200) => new()
    {
        Moment = moment,
        Webhook = "hook",
        Id = new DeliveryId(Lane, sequence),
        Sequence = sequence,
        Previous = previous,
        Attempt = 1,
        SentAt = Noon,
        ContentType = A2AMediaTypes.A2AJson,
        Body = Encoding.UTF8.GetBytes(Key(sequence)),
        TaskId = "t",
        Key = Key(sequence),
        Answer = answer,
    };

    private static string Key(long sequence) => UpdateKey.Status(TaskState.Working, $"step {sequence}");

    private static HttpRequestMessage Notification()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "http://hook/")
        {
            Content = new StringContent(
                """{"statusUpdate":{"taskId":"t","contextId":"c","status":{"state":"TASK_STATE_WORKING","message":{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"one"}]}}}}"""),
        };
        request.Headers.Add(WebhookHeaders.Id, new DeliveryId(Lane, 1).ToString());
        request.Headers.Add(WebhookHeaders.EventSequence, "1");
        request.Headers.Add(WebhookHeaders.DeliveryAttempt, "1");
        request.Headers.Add(WebhookHeaders.Timestamp, "1767268800");
        return request;
    }

    private static IReadOnlyList<Violation> Check(DeliveryHistory history) => HistoryChecker.Check(history);

    /// <summary>The text of the one violation there is, which must be of this rule.</summary>
    private static string Only(DeliveryHistory history, HistoryRule rule)
    {
        var violation = HistoryChecker.Check(history).ShouldHaveSingleItem();
        violation.Rule.ShouldBe(rule);
        return violation.Text;
    }
}
