using System.Collections.Concurrent;
using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Configs come, change and go on threads of their own while a run commits and results are recorded; judged afterwards.</summary>
public abstract class StressContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private readonly ConcurrentQueue<string> _faults = new();
    private volatile bool _isOver;

    /// <summary>How many commits the run makes.</summary>
    protected virtual int Commits => 150;

    [Fact]
    public async Task A_lane_made_while_a_run_commits_gets_each_event_or_a_snapshot_that_contains_it()
    {
        var writer = await BeginAsync();

        await RunAllAsync(writer);

        _faults.ShouldBeEmpty();
        var log = await LogAsync();
        var alive = (await Store.ListAsync(Key, Cancel)).ShouldNotBeNull().ToDictionary(config => config.Lane.Lane);
        var lanes = Rings.All.Select(ring => ring.Lane).Distinct().ToList();
        lanes.Count.ShouldBeGreaterThan(alive.Count);
        foreach (var lane in lanes)
        {
            ShouldMissNothing(lane, log, isAlive: alive.ContainsKey(lane));
        }
    }

    [Fact]
    public async Task Of_one_message_that_comes_many_times_at_once_one_task_is_made()
    {
        const int Times = 16;
        using var start = new Barrier(Times);
        var sent = Enumerable.Range(0, Times).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Store.CreateAsync(Make.Task(Make.Key($"task-{i}")) with { MessageDigest = "digest" }, Cancel);
            },
            TaskCreationOptions.LongRunning).Unwrap());

        var made = await Task.WhenAll(sent);

        made.Select(stored => stored.Key).Distinct().ShouldHaveSingleItem();
        made.Count(stored => stored.LastSequence == 0 && !stored.Announced).ShouldBe(Times);
    }

    [Fact]
    public async Task The_order_of_sequences_is_the_order_of_commits()
    {
        var writer = await BeginAsync();

        var committed = await RunAllAsync(writer);

        var log = await LogAsync();
        log.Keys.ShouldBe(committed);
        log.Values.ShouldBe(Enumerable.Range(0, committed.Count).Select(i => i + ""));
        Make.TextsOf((await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Task).ShouldBe(log.Values);
    }

    [Fact]
    public async Task What_waits_is_counted_exactly_and_nothing_is_lost_of_it()
    {
        var writer = await BeginAsync();

        await RunAllAsync(writer);

        foreach (var config in (await Store.ListAsync(Key, Cancel)).ShouldNotBeNull())
        {
            var waiting = await WaitingAsync(config.Lane.Lane);
            waiting.Count.ShouldBe(config.Lane.Waiting);
            waiting.ShouldBe(Rings.Added(config.Lane.Lane).Where(sequence => sequence > config.Lane.Cursor));
        }
    }

    [Fact]
    public async Task Nothing_is_rung_for_a_lane_after_its_deletion()
    {
        var writer = await BeginAsync();

        await RunAllAsync(writer);

        _faults.ShouldBeEmpty();
        var deleted = new HashSet<Guid>();
        foreach (var ring in Rings.All)
        {
            deleted.ShouldNotContain(ring.Lane);
            if (ring.IsDeletion)
            {
                deleted.Add(ring.Lane);
            }
        }

        deleted.ShouldNotBeEmpty();
        LanesOf(await TakeAsync()).ShouldAllBe(lane => !deleted.Contains(lane));
    }

    private async Task<IReadOnlyList<long>> RunAllAsync(TaskWriter writer)
    {
        Task[] others = [Task.Run(() => ChangeAsync("a")), Task.Run(() => ChangeAsync("b")), Task.Run(SendAsync)];
        try
        {
            return await Task.Run(() => CommitAllAsync(writer));
        }
        finally
        {
            _isOver = true;
            await Task.WhenAll(others);
        }
    }

    private async Task<IReadOnlyList<long>> CommitAllAsync(TaskWriter writer)
    {
        var sequences = new List<long>();
        for (var i = 0; i < Commits; i++)
        {
            var events = Enumerable.Range(sequences.Count, 1 + (i % 2)).Select(text => Make.Text(text + "")).ToArray();
            var result = await writer.CommitAsync(events);
            sequences.AddRange(Enumerable.Range(0, events.Length).Select(offset => result.FirstSequence + offset));
            await Task.Yield();
        }

        return sequences;
    }

    private async Task ChangeAsync(string id)
    {
        for (var i = 0; !_isOver || i < 4; i++)
        {
            var lane = await LaneOfAsync(Make.Config(id, secret: "first" + i));
            await SetAsync(Make.Config(id, secret: "second" + i));
            Blame(Rings.Of(lane).Any(ring => ring.Advance is null && ring.Generation == 2), $"{lane} was replaced without notice");
            await DeleteAsync(id, lane);
        }

        await SetAsync(Make.Config(id, secret: "last"));
    }

    private async Task DeleteAsync(string id, Guid lane)
    {
        var outcome = await Store.DeleteAsync(Key, id, Cancel);
        Blame(outcome == ConfigDeleteOutcome.Deleted, $"{lane} was deleted with {outcome}");
        Blame(Rings.Of(lane).Any(ring => ring.IsDeletion), $"{lane} was deleted without notice");
        Blame(await Store.ReadAheadAsync(lane, 0, Cancel) is null, $"{lane} reads on after its deletion");
        Blame(await Store.ReadEndpointAsync(lane, Cancel) is null, $"{lane} sends on after its deletion");
    }

    private async Task SendAsync()
    {
        while (!_isOver)
        {
            foreach (var work in (await TakeAsync()).Lanes)
            {
                await RecordAsync(Delivered(work.Row.Lane, work.Next[0].Sequence, 1, work.Row.Generation));
            }

            await Task.Yield();
        }
    }

    private void Blame(bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Enqueue(fault);
        }
    }

    /// <summary>The texts that were committed, by sequence, in order.</summary>
    private async Task<SortedDictionary<long, string>> LogAsync() =>
        new((await Store.ReadEventsAsync(Key, 1, 10_000, Cancel))
            .ToDictionary(e => e.Sequence, e => A2AJson.Read<StreamResponse>(e.Payload.Span).ArtifactUpdate!.Artifact.Parts[0].Text!));

    private void ShouldMissNothing(Guid lane, SortedDictionary<long, string> log, bool isAlive)
    {
        var added = Rings.Of(lane).Select(ring => ring.Advance).OfType<LaneAdvance>().SelectMany(advance => advance.Added).ToList();
        var snapshot = added[0];
        if (snapshot.Body is { } body)
        {
            var task = A2AJson.Read<StreamResponse>(body.Span).Task.ShouldNotBeNull();
            Make.TextsOf(task).ShouldBe(log.Where(e => e.Key < snapshot.Sequence).Select(e => e.Value));
        }

        var after = log.Keys.Where(sequence => sequence > snapshot.Sequence);
        added.Skip(1).Select(delivery => delivery.Sequence).ShouldBe(isAlive ? after : after.Take(added.Count - 1));
    }
}
