using Handler.Protocol.Webhooks;
using Handler.Receiver.Inbox;
using Handler.TestKit;
using Microsoft.Extensions.Options;

namespace Handler.Tests.Receiver.Inbox;

public sealed class MemoryInboxTests
{
    private const string Lane = "0190b6c1e5d07a3c8f21d4e5a6b7c8d9";

    private readonly ManualClock _clock = new();
    private readonly LogCapture _log = new();

    [Fact]
    public void It_says_that_it_forgets()
    {
        Create();

        _log.Entries.ShouldHaveSingleItem().Message.ShouldContain("forgotten when the process ends");
    }

    [Fact]
    public async Task Positions_grow_from_1_and_are_not_given_again()
    {
        var inbox = Create();

        var first = await inbox.KeepAsync(Pushes.Of("{}"), toHandle: false);
        await inbox.ClearAsync();
        var second = await inbox.KeepAsync(Pushes.Of("{}"), toHandle: false);

        first.Notification.Position.ShouldBe(1);
        second.Notification.Position.ShouldBe(2);
    }

    [Fact]
    public async Task A_delivery_id_is_kept_once_also_after_clearing_and_eviction()
    {
        var inbox = Create(options => options.MaxNotifications = 1);

        var outcomes = new List<KeepOutcome>();
        foreach (var id in new[] { "a", "a", "b", "a" })
        {
            outcomes.Add((await inbox.KeepAsync(Pushes.WithId("t", id), toHandle: false)).Outcome);
        }

        await inbox.ClearAsync();
        outcomes.Add((await inbox.KeepAsync(Pushes.WithId("t", "b"), toHandle: false)).Outcome);

        outcomes.ShouldBe([KeepOutcome.Kept, KeepOutcome.Repeated, KeepOutcome.Kept, KeepOutcome.Repeated, KeepOutcome.Repeated]);
    }

    [Fact]
    public async Task The_memory_of_delivery_ids_is_bounded()
    {
        var inbox = Create(options => options.MaxDeliveryIds = 2);

        foreach (var id in new[] { "a", "b", "c" })
        {
            await inbox.KeepAsync(Pushes.WithId("t", id), toHandle: false);
        }

        (await inbox.KeepAsync(Pushes.WithId("t", "b"), toHandle: false)).Outcome.ShouldBe(KeepOutcome.Repeated);
        (await inbox.KeepAsync(Pushes.WithId("t", "a"), toHandle: false)).Outcome.ShouldBe(KeepOutcome.Kept);
    }

    [Fact]
    public async Task The_newest_are_kept()
    {
        var inbox = Create(options => options.MaxNotifications = 3);

        for (var i = 0; i < 10; i++)
        {
            await inbox.KeepAsync(Pushes.Of("{}"), toHandle: false);
        }

        (await PositionsAsync(inbox)).ShouldBe([8, 9, 10]);
    }

    [Fact]
    public async Task Bytes_are_bounded_and_one_push_is_kept_whatever_its_size()
    {
        var inbox = Create(options => options.MaxBytes = 20_000);
        var large = Pushes.Of("{\"a\":\"" + new string('x', 3000) + "\"}");
        var huge = Pushes.Of("{\"a\":\"" + new string('x', 300_000) + "\"}");

        await inbox.KeepAsync(large, toHandle: false);
        await inbox.KeepAsync(large, toHandle: false);
        var afterTwo = await PositionsAsync(inbox);
        await inbox.KeepAsync(huge, toHandle: false);
        var afterHuge = await PositionsAsync(inbox);
        await inbox.KeepAsync(large, toHandle: false);

        afterTwo.ShouldBe([2]);
        afterHuge.ShouldBe([3]);
        (await PositionsAsync(inbox)).ShouldBe([4]);
    }

    [Fact]
    public async Task What_waits_to_be_handled_is_neither_evicted_nor_cleared_and_a_full_inbox_takes_nothing()
    {
        var inbox = Create(options => options.MaxNotifications = 2);
        await inbox.KeepAsync(Pushes.WithId("t", "a"), toHandle: true);
        await inbox.KeepAsync(Pushes.WithId("t", "b"), toHandle: true);
        await inbox.ClearAsync();

        var turnedAway = await inbox.KeepAsync(Pushes.WithId("t", "c"), toHandle: true);
        var taken = (await inbox.TakeAsync(1)).Entries[0];
        await inbox.RecordAsync(taken.Notification.Position, new HandlingStatus(HandlingState.Handled, 1));
        var again = await inbox.KeepAsync(Pushes.WithId("t", "c"), toHandle: true);

        turnedAway.Outcome.ShouldBe(KeepOutcome.Full);
        again.Outcome.ShouldBe(KeepOutcome.Kept);
        (await PositionsAsync(inbox)).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task A_page_is_oldest_first_of_the_newest_or_what_comes_after()
    {
        var inbox = Create();
        for (var i = 0; i < 5; i++)
        {
            await inbox.KeepAsync(Pushes.Of("{}"), toHandle: false);
        }

        var newest = await inbox.ListAsync(2);
        var after = await inbox.ListAsync(2, after: 1);
        var end = await inbox.ListAsync(2, after: 5);

        newest.Entries.Select(entry => entry.Notification.Position).ShouldBe([4, 5]);
        (newest.Total, newest.Next).ShouldBe((5, 5));
        after.Entries.Select(entry => entry.Notification.Position).ShouldBe([2, 3]);
        (after.Total, after.Next).ShouldBe((5, 3));
        end.Entries.ShouldBeEmpty();
        end.Next.ShouldBe(5);
    }

    [Fact]
    public async Task A_position_of_an_inbox_before_this_one_leads_back_to_the_beginning()
    {
        var inbox = Create();
        await inbox.KeepAsync(Pushes.Of("{}"), toHandle: false);

        var page = await inbox.ListAsync(after: 900);

        page.Entries.ShouldBeEmpty();
        (page.Total, page.Next).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Reading_goes_on_as_pushes_come_and_sees_the_asked_for_task_alone()
    {
        var inbox = Create();
        await inbox.KeepAsync(Pushes.WithId("t", "1"), toHandle: false);
        await inbox.KeepAsync(Pushes.WithId("u", "2"), toHandle: false);
        await using var reader = inbox.ReadAllAsync("t").GetAsyncEnumerator();

        (await reader.MoveNextAsync()).ShouldBeTrue();
        var first = reader.Current.DeliveryId;
        var next = reader.MoveNextAsync();
        await inbox.KeepAsync(Pushes.WithId("u", "3"), toHandle: false);
        next.IsCompleted.ShouldBeFalse();
        await inbox.KeepAsync(Pushes.WithId("t", "4"), toHandle: false);
        (await next).ShouldBeTrue();

        first.ShouldBe("1");
        reader.Current.DeliveryId.ShouldBe("4");
    }

    [Fact]
    public async Task A_reader_that_fell_behind_goes_on_with_the_oldest_that_is_kept()
    {
        var inbox = Create(options => options.MaxNotifications = 2);
        for (var i = 0; i < 100; i++)
        {
            await inbox.KeepAsync(Pushes.Of("{}"), toHandle: false);
        }

        await using var reader = inbox.ReadAllAsync(after: 3).GetAsyncEnumerator();
        await reader.MoveNextAsync();

        reader.Current.Position.ShouldBe(99);
    }

    [Fact]
    public async Task Reading_ends_when_it_is_canceled()
    {
        using var cancel = new CancellationTokenSource();
        await using var reader = Create().ReadAllAsync(cancel: cancel.Token).GetAsyncEnumerator();

        var next = reader.MoveNextAsync();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Until_finds_what_is_kept_already_and_what_is_yet_to_come()
    {
        var inbox = Create();
        await inbox.KeepAsync(Pushes.Of(Pushes.Completed("old")), toHandle: false);

        var kept = await inbox.UntilAsync(push => push.State.IsTerminal, TimeSpan.FromSeconds(5));
        var coming = inbox.UntilAsync(push => push.State.IsTerminal, "new");
        await inbox.KeepAsync(Pushes.Of(Pushes.Working("new")), toHandle: false);
        coming.IsCompleted.ShouldBeFalse();
        await inbox.KeepAsync(Pushes.Of(Pushes.Completed("new")), toHandle: false);

        kept.TaskId.ShouldBe("old");
        (await coming).TaskId.ShouldBe("new");
    }

    [Fact]
    public async Task Until_gives_up_when_its_time_is_over_by_the_inboxs_clock()
    {
        var waiting = Create().UntilAsync(_ => true, TimeSpan.FromSeconds(30), "t");

        _clock.Advance(TimeSpan.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<TimeoutException>(waiting)).Message.ShouldContain("task t");
    }

    [Fact]
    public async Task Until_throws_canceled_when_its_caller_cancels()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = Create().UntilAsync(_ => true, TimeSpan.FromSeconds(30), cancel: cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Theory]
    [InlineData("1", null, false)]
    [InlineData("2", "1", false)]
    [InlineData("5", "4", true)]
    public async Task A_previous_that_was_not_seen_is_a_gap(string sequence, string? previous, bool gap)
    {
        var inbox = Create();
        await inbox.KeepAsync(Pushes.WithId("t", $"msg_{Lane}_1"), toHandle: false);
        (string, string)[] headers = [(WebhookHeaders.Id, $"msg_{Lane}_{sequence}0"), .. previous is null ? [] : new[] { (WebhookHeaders.EventPrevious, previous) }];

        var kept = await inbox.KeepAsync(Pushes.Of(Pushes.Working("t"), headers), toHandle: false);

        kept.Notification.HasGap.ShouldBe(gap);
    }

    [Fact]
    public async Task One_push_of_each_task_is_taken_and_the_next_when_it_is_settled()
    {
        var inbox = Create();
        foreach (var (task, id) in new[] { ("t", "1"), ("t", "2"), ("u", "3") })
        {
            await inbox.KeepAsync(Pushes.WithId(task, id), toHandle: true);
        }

        var first = await inbox.TakeAsync(10);
        var nothing = await inbox.TakeAsync(10);
        await inbox.RecordAsync(1, new HandlingStatus(HandlingState.Handled, 1));
        var second = await inbox.TakeAsync(10);

        first.Entries.Select(entry => entry.Notification.DeliveryId).ShouldBe(["1", "3"]);
        nothing.Entries.ShouldBeEmpty();
        nothing.NextDue.ShouldBeNull();
        second.Entries.Select(entry => entry.Notification.DeliveryId).ShouldBe(["2"]);
    }

    [Fact]
    public async Task What_waits_for_its_next_try_holds_back_its_own_task_alone()
    {
        var inbox = Create();
        foreach (var (task, id) in new[] { ("t", "1"), ("t", "2"), ("u", "3") })
        {
            await inbox.KeepAsync(Pushes.WithId(task, id), toHandle: true);
        }

        await inbox.TakeAsync(1);
        var due = _clock.GetUtcNow() + TimeSpan.FromSeconds(10);
        await inbox.RecordAsync(1, new HandlingStatus(HandlingState.Waiting, 1, due, "why"));

        var early = await inbox.TakeAsync(10);
        _clock.Advance(TimeSpan.FromSeconds(10));
        var late = await inbox.TakeAsync(10);

        early.Entries.Select(entry => entry.Notification.DeliveryId).ShouldBe(["3"]);
        early.NextDue.ShouldBe(due);
        late.Entries.ShouldHaveSingleItem().Handling.ShouldBe(new HandlingStatus(HandlingState.Waiting, 1, due, "why"));
    }

    [Fact]
    public async Task Pushes_from_many_threads_are_each_kept_once()
    {
        var inbox = Create();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 4000), async (i, cancel) => await inbox.KeepAsync(Pushes.WithId("t", $"{i / 2}"), toHandle: false, cancel));

        var page = await inbox.ListAsync(5000);
        page.Total.ShouldBe(2000);
        page.Entries.Select(entry => entry.Notification.Position).ShouldBe(Enumerable.Range(1, 2000).Select(i => (long)i));
    }

    private static async Task<long[]> PositionsAsync(MemoryInbox inbox) =>
        [.. (await inbox.ListAsync()).Entries.Select(entry => entry.Notification.Position)];

    private MemoryInbox Create(Action<MemoryInboxOptions>? configure = null)
    {
        var options = new MemoryInboxOptions();
        configure?.Invoke(options);
        return new MemoryInbox(Options.Create(options), _clock, _log.LoggerFor<MemoryInbox>());
    }
}
