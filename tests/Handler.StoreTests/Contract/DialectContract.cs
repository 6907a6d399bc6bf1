using System.Text;
using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Lanes of all dialects on one task: what each reads, what each gets, and how long what was made for it is kept.</summary>
public abstract class DialectContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const EventKinds WholeTask = EventKinds.Status | EventKinds.Message | EventKinds.CommitEnd;

    private TaskWriter _writer = null!;

    [Fact]
    public async Task Lanes_of_all_dialects_read_one_log_each_in_its_way()
    {
        await BeginAsync();
        var (now, whole, bare) = (await SubscribeAsync(WireFormat.V1), await SubscribeAsync(WireFormat.V03), await SubscribeAsync(WireFormat.Legacy));

        await _writer.CommitAsync(Make.Text("5"), Make.Status(TaskState.Working), Make.Text("7"), Make.Text("8"));
        await _writer.CommitAsync(Make.Said("9"), Make.Text("10"));

        (await WaitingAsync(now)).ShouldBe([2, 5, 6, 7, 8, 9, 10]);
        (await WaitingAsync(bare)).ShouldBe([4, 5, 6, 7, 8, 9, 10]);
        (await WaitingAsync(whole)).ShouldBe([3, 6, 8, 9, 10]);
        (await BodiesAsync(whole)).ShouldBe(["V03 ", "V03 5", "V03 5,7,8", "V03 5,7,8", "V03 5,7,8,10"]);
        (await BodyAsync(now, 7)).ArtifactUpdate.ShouldNotBeNull();
        // The event as it is stored: the body is made of it when it is sent.
        (await TextAsync(bare, 7)).ShouldBe(await TextAsync(now, 7));
    }

    [Fact]
    public async Task What_a_commit_hands_over_is_what_is_read_later()
    {
        await BeginAsync();
        var lanes = new[] { await SubscribeAsync(WireFormat.V1), await SubscribeAsync(WireFormat.V03), await SubscribeAsync(WireFormat.Legacy) };

        await _writer.CommitAsync(Make.Text("5"), Make.Status(TaskState.Working));

        foreach (var lane in lanes)
        {
            var handed = Rings.Of(lane).SelectMany(ring => ring.Advance?.Added ?? []).ToList();
            handed.ShouldNotBeEmpty();
            foreach (var delivery in handed)
            {
                Encoding.UTF8.GetString(delivery.Body.ShouldNotBeNull().Span).ShouldBe(await TextAsync(lane, delivery.Sequence));
            }
        }
    }

    [Theory]
    [InlineData(WireFormat.V1)]
    [InlineData(WireFormat.V03)]
    [InlineData(WireFormat.Legacy)]
    public async Task A_late_lane_opens_with_the_task_as_it_is(WireFormat format)
    {
        await BeginAsync();
        await _writer.CommitAsync(Make.Text("2"));
        await _writer.EndAsync(Make.Status(TaskState.Completed));

        var lane = await SubscribeAsync(format);

        (await WaitingAsync(lane)).ShouldBe([4]);
        (await OpeningAsync(lane, 4, format)).ShouldBe("2");
    }

    [Theory]
    [InlineData(WireFormat.V1, WireFormat.V03)]
    [InlineData(WireFormat.V1, WireFormat.Legacy)]
    [InlineData(WireFormat.V03, WireFormat.V1)]
    [InlineData(WireFormat.V03, WireFormat.Legacy)]
    [InlineData(WireFormat.Legacy, WireFormat.V1)]
    [InlineData(WireFormat.Legacy, WireFormat.V03)]
    public async Task A_config_of_another_dialect_makes_a_new_lane(WireFormat from, WireFormat to)
    {
        await BeginAsync();
        var old = await SubscribeAsync(from, "config");
        await _writer.CommitAsync(Make.Text("3"), Make.Status(TaskState.Working));
        var waited = await WaitingAsync(old);

        var replaced = await SetAsync(Make.Config(format: to, mask: MaskOf(to)), bodies: Rendered);

        replaced.Outcome.ShouldBe(ConfigWriteOutcome.Replaced);
        var lane = replaced.Config.ShouldNotBeNull().Lane;
        (lane.Format, lane.Generation, lane.Passed).ShouldBe((to, 1, null));
        lane.Lane.ShouldNotBe(old);
        var dead = (await Store.ListDeadAsync(old, Cancel)).ShouldHaveSingleItem();
        (dead.From, dead.To, dead.Count, dead.Reason).ShouldBe((waited[0], waited[^1], waited.Count, DeadReason.Replaced));
        (await WaitingAsync(lane.Lane)).ShouldBe([5]);
        (await OpeningAsync(lane.Lane, 5, to)).ShouldBe("3");
    }

    [Theory]
    [InlineData(WireFormat.V1)]
    [InlineData(WireFormat.V03)]
    [InlineData(WireFormat.Legacy)]
    public async Task A_config_that_was_gone_comes_back_with_a_snapshot(WireFormat format)
    {
        await BeginAsync();
        var gone = await SubscribeAsync(format, "config");
        await RecordAsync(Result(gone) with { State = LaneState.Gone, StateReason = "410" });
        await _writer.CommitAsync(Make.Text("3"));

        var revived = await SetAsync(Make.Config(format: format, mask: MaskOf(format)), bodies: Rendered);

        revived.Outcome.ShouldBe(ConfigWriteOutcome.Revived);
        var lane = revived.Config.ShouldNotBeNull().Lane.Lane;
        lane.ShouldNotBe(gone);
        (await WaitingAsync(lane)).ShouldBe([4]);
        (await OpeningAsync(lane, 4, format)).ShouldBe("3");
    }

    [Fact]
    public async Task A_mask_that_has_become_wider_finds_the_status_where_no_task_was_kept()
    {
        await BeginAsync();
        await SetAsync(Make.Config(format: WireFormat.V03, mask: EventKinds.Status), snapshot: false);
        await _writer.CommitAsync(Make.Status(TaskState.Working), Make.Said("3"), Make.Text("4"));

        var widened = await SetAsync(Make.Config(format: WireFormat.V03, mask: WholeTask));

        var lane = widened.Config.ShouldNotBeNull().Lane.Lane;
        (await WaitingAsync(lane)).ShouldBe([2, 3, 4]);
        (await TextAsync(lane, 2)).ShouldBe("V03 ");
        foreach (var sequence in new long[] { 3, 4 })
        {
            var body = await TextAsync(lane, sequence);
            body.ShouldContain("handler.omitted");
            body.ShouldContain("\"id\":\"task\"");
            body.ShouldContain("\"state\":\"working\"");
        }
    }

    [Fact]
    public async Task A_kept_body_goes_when_the_last_lane_of_its_dialect_has_passed_it()
    {
        await BeginAsync();
        var (one, other) = (await SubscribeAsync(WireFormat.V03, "one", snapshot: false), await SubscribeAsync(WireFormat.V03, "other", snapshot: false));
        await SubscribeAsync(WireFormat.V1, "plain", snapshot: false);
        await _writer.CommitAsync(Make.Text("2"));
        await _writer.CommitAsync(Make.Text("3"));

        await RecordAsync(Delivered(one, 3, 2));
        var afterOne = await KeptAsync(other, 2, 3);
        await RecordAsync(Delivered(other, 2, 1));
        var afterBoth = await KeptAsync(other, 2, 3);
        await RecordAsync(Delivered(other, 3, 1));

        afterOne.ShouldBe([true, true]);
        afterBoth.ShouldBe([false, true]);
        (await KeptAsync(other, 2, 3)).ShouldBe([false, false]);
    }

    [Fact]
    public async Task A_lane_with_nothing_waiting_holds_no_bodies_back()
    {
        await BeginAsync();
        await SetAsync(Make.Config("idle", format: WireFormat.V03, mask: EventKinds.Status), snapshot: false);
        var lane = await SubscribeAsync(WireFormat.V03, "busy", snapshot: false);
        await _writer.CommitAsync(Make.Text("2"));

        await RecordAsync(Delivered(lane, 2, 1));

        (await KeptAsync(lane, 2)).ShouldBe([false]);
    }

    [Fact]
    public async Task A_kept_body_stays_under_a_dead_letter()
    {
        await BeginAsync();
        var (one, other) = (await SubscribeAsync(WireFormat.V03, "one", snapshot: false), await SubscribeAsync(WireFormat.V03, "other", snapshot: false));
        await _writer.CommitAsync(Make.Text("2"));
        await _writer.CommitAsync(Make.Text("3"));

        await RecordAsync(Result(one) with { Death = Death(2, 2) });
        await RecordAsync(Delivered(one, 3, 1), Delivered(other, 3, 2));

        (await KeptAsync(one, 2, 3)).ShouldBe([true, false]);
    }

    [Fact]
    public async Task What_was_kept_under_dead_letters_goes_with_their_config()
    {
        await BeginAsync();
        var (one, other) = (await SubscribeAsync(WireFormat.V03, "one", snapshot: false), await SubscribeAsync(WireFormat.V03, "other", snapshot: false));
        await _writer.CommitAsync(Make.Text("2"));
        await _writer.CommitAsync(Make.Text("3"));
        await RecordAsync(Result(one) with { Death = Death(2, 2) });
        await RecordAsync(Delivered(one, 3, 1), Delivered(other, 3, 2));

        await Store.DeleteAsync(Key, "one", Cancel);

        (await KeptAsync(other, 2, 3)).ShouldBe([false, false]);
    }

    [Fact]
    public async Task What_was_kept_for_a_lane_goes_when_its_config_is_set_in_another_dialect()
    {
        await BeginAsync();
        var (one, other) = (await SubscribeAsync(WireFormat.V03, "config", snapshot: false), await SubscribeAsync(WireFormat.V03, "other", snapshot: false));
        await _writer.CommitAsync(Make.Text("2"));
        await _writer.CommitAsync(Make.Text("3"));
        await _writer.CommitAsync(Make.Text("4"));
        await RecordAsync(Result(one) with { Death = Death(2, 2) });
        await RecordAsync(Delivered(one, 3, 1), Delivered(other, 4, 3));

        await SetAsync(Make.Config(format: WireFormat.V1), bodies: Rendered);

        (await KeptAsync(other, 2, 3, 4)).ShouldBe([false, false, false]);
    }

    [Fact]
    public async Task An_event_made_for_one_lane_is_in_the_task_that_this_lane_gets_and_in_no_other()
    {
        await BeginAsync();
        var (one, other) = (await SubscribeAsync(WireFormat.V03, "one", snapshot: false), await SubscribeAsync(WireFormat.V03, "other", snapshot: false));

        await _writer.CommitAsync(Make.Text("2"));
        await _writer.CommitAsync(ByHand(one, Make.Text("3")), ByHand(one, Make.Text("4")), Make.Text("5"));

        (await BodiesAsync(one)).ShouldBe(["V03 2", "V03 2,3", "V03 2,4", "V03 2,5"]);
        (await BodiesAsync(other)).ShouldBe(["V03 2", "V03 2,5"]);
    }

    [Fact]
    public async Task A_snapshot_goes_when_its_own_lane_has_passed_it_and_what_a_deleted_lane_held_goes_with_it()
    {
        await BeginAsync();
        var lane = await SubscribeAsync(WireFormat.V03, "one");
        var slow = await SubscribeAsync(WireFormat.V03, "slow", snapshot: false);
        await _writer.CommitAsync(Make.Text("3"));

        await RecordAsync(Delivered(lane, 3, 2));
        var held = await KeptAsync(lane, 2, 3);
        await Store.DeleteAsync(Key, "slow", Cancel);

        slow.ShouldNotBe(lane);
        held.ShouldBe([false, true]);
        (await KeptAsync(lane, 3)).ShouldBe([false]);
    }

    [Theory]
    [InlineData(WireFormat.V1)]
    [InlineData(WireFormat.V03)]
    [InlineData(WireFormat.Legacy)]
    public async Task A_task_remembers_the_dialect_that_made_it(WireFormat dialect)
    {
        var created = await Store.CreateAsync(Make.Task(Key) with { Dialect = dialect }, Cancel);
        await new TaskWriter(Store, created).EndAsync(Make.Status(TaskState.InputRequired));
        await Store.BeginRunAsync(Key, null, Cancel);

        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Dialect.ShouldBe(dialect);
        (await Store.ListAsync(new TaskQuery { Scope = Key.Scope, Limit = 10 }, Cancel)).Tasks.ShouldHaveSingleItem().Dialect.ShouldBe(dialect);
    }

    private static NewEvent ByHand(Guid lane, NewEvent made) =>
        made with { Target = EventTarget.For(lane), Kinds = made.Kinds | EventKinds.CommitEnd };

    private static EventKinds MaskOf(WireFormat format) => NotificationBody.IsOfEvent(format) ? EventKinds.All : WholeTask;

    private static ReadOnlyMemory<byte>? Rendered(WireFormat format, StreamResponse update, AgentTask task) =>
        Encoding.UTF8.GetBytes($"{format} {string.Join(',', Make.TextsOf(task))}");

    private async Task BeginAsync() => _writer = await BeginAsync(bodies: Rendered);

    private Task<Guid> SubscribeAsync(WireFormat format, string? id = null, bool snapshot = true) =>
        LaneOfAsync(Make.Config(id ?? format.ToString(), format: format, mask: MaskOf(format)), snapshot: snapshot, bodies: Rendered);

    private async Task<string> TextAsync(Guid lane, long sequence) =>
        Encoding.UTF8.GetString((await Store.ReadBodyAsync(lane, sequence, Cancel)).ShouldNotBeNull().Span);

    private async Task<IReadOnlyList<string>> BodiesAsync(Guid lane)
    {
        var bodies = new List<string>();
        foreach (var sequence in await WaitingAsync(lane))
        {
            bodies.Add(await TextAsync(lane, sequence));
        }

        return bodies;
    }

    /// <summary>The texts of the task that a lane opens with.</summary>
    private async Task<string> OpeningAsync(Guid lane, long sequence, WireFormat format) =>
        NotificationBody.IsOfEvent(format)
            ? string.Join(',', Make.TextsOf((await BodyAsync(lane, sequence)).Task.ShouldNotBeNull()))
            : (await TextAsync(lane, sequence))["V03 ".Length..];

    private async Task<IReadOnlyList<bool>> KeptAsync(Guid lane, params long[] sequences)
    {
        var kept = new List<bool>();
        foreach (var sequence in sequences)
        {
            kept.Add((await TextAsync(lane, sequence)).StartsWith("V03 ", StringComparison.Ordinal));
        }

        return kept;
    }
}
