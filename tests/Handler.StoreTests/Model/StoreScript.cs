using Handler.Protocol;
using Handler.Server.Storage;
using Handler.StoreTests.Contract;
using Handler.TestKit;

namespace Handler.StoreTests.Model;

/// <summary>Does the steps of a script on one task, in the store and in a naive model, and compares the two.</summary>
public sealed class StoreScript
{
    private static readonly EventKinds[] Masks =
    [
        EventKinds.All,
        EventKinds.Status,
        EventKinds.Status | EventKinds.Message | EventKinds.CommitEnd,
        EventKinds.OtherStatus | EventKinds.Working,
        EventKinds.OtherStatus | EventKinds.InputRequired | EventKinds.Completed | EventKinds.Artifact,
        EventKinds.OtherStatus | EventKinds.AuthRequired | EventKinds.Message | EventKinds.ArtifactEnd,
    ];

    private static readonly (TaskState State, EventKinds Bit)[] States =
        [(TaskState.Working, EventKinds.Working), (TaskState.InputRequired, EventKinds.InputRequired), (TaskState.AuthRequired, EventKinds.AuthRequired)];

    private readonly IAgentStore _store;
    private readonly ManualClock _clock;
    private readonly TaskWriter _writer;
    private readonly List<ModelEvent> _log = [];
    private readonly List<(string Id, ModelLane Lane)> _configs = [];
    private readonly List<ModelLane> _all = [];
    // The sequences whose bodies were kept because some lane read them when they were committed, and of these the ones that some lane has waited for ever
    // since: they must not be forgotten. What nobody waited for in between may be, and a mask that becomes wider may ask for it again.
    private readonly HashSet<long> _kept = [];
    private readonly HashSet<long> _held = [];
    private readonly Dictionary<string, LaneWork> _begun = [];
    private readonly long _epoch;
    private readonly BacklogLimits _limits;

    private StoreScript(IAgentStore store, ManualClock clock, TaskWriter writer, long epoch, BacklogLimits limits)
    {
        _limits = limits;
        _store = store;
        _clock = clock;
        _writer = writer;
        _epoch = epoch;
    }

    private DateTimeOffset Now => _clock.GetUtcNow();

    private TaskKey Key => _writer.Key;

    private IEnumerable<string> Texts => _log.Where(e => e.Target.Lane is null).Select(e => e.Text).OfType<string>();

    /// <summary>Of an owner of its own, for whom nothing else waits.</summary>
    public static async Task<StoreScript> BeginAsync(IAgentStore store, ManualClock clock, string task, BacklogLimits limits)
    {
        var created = await store.CreateAsync(Make.Task(Make.Key(task, owner: task)), CancellationToken.None);
        var owned = await store.OwnAsync(CancellationToken.None);
        var script = new StoreScript(store, clock, new TaskWriter(store, created) { Bodies = Kept }, owned.Epoch, limits);
        await script.DoAsync(new Step(StepKind.Commit));
        return script;
    }

    public async Task DoAsync(Step step)
    {
        var id = "c" + step.Config;
        switch (step.Kind)
        {
            case StepKind.Commit:
                await CommitAsync(step.Variant);
                break;
            case StepKind.Set:
                await SetAsync(id, step.Variant);
                break;
            case StepKind.Delete:
                await DeleteAsync(id);
                break;
            case StepKind.Begin:
                await BeginAsync(id);
                break;
            case StepKind.Resume:
                await ResumeAsync(id, step.Variant);
                break;
            case StepKind.Tick:
                _clock.Advance(TimeSpan.FromMilliseconds(1 + (step.Variant % 1000)));
                break;
            default:
                await RecordAsync(id, step);
                break;
        }

        _held.IntersectWith(_configs.Where(config => config.Lane.KeepsBodies).SelectMany(config => config.Lane.Waiting));
    }

    /// <summary>Compares all that can be read.</summary>
    public async Task CheckAsync()
    {
        var task = (await _store.GetAsync(Key, CancellationToken.None)).ShouldNotBeNull();
        task.LastSequence.ShouldBe(_log.Count);
        Make.TextsOf(task.Task).ShouldBe(Texts);
        (await _store.ReadEventsAsync(Key, 0, 10_000, CancellationToken.None)).Select(e => (e.Sequence, e.Kinds, e.CommittedAt))
            .ShouldBe(_log.Where(e => e.Target.Lane is null).Select(e => (e.Sequence, e.Kinds, e.At)));
        var configs = (await _store.ListAsync(Key, CancellationToken.None)).ShouldNotBeNull();
        configs.Select(config => (config.ConfigId, config.Lane.Lane)).ShouldBe(_configs.Select(config => (config.Id, config.Lane.Id)));
        (await _store.ListDrainedAsync(1000, CancellationToken.None)).Where(drained => _all.Exists(lane => lane.Id == drained)).Order()
            .ShouldBe(_configs.Select(config => config.Lane).Where(lane => lane.IsDrained).Select(lane => lane.Id).Order());
        foreach (var lane in _all)
        {
            await CheckAsync(lane, configs.SingleOrDefault(config => config.Lane.Lane == lane.Id));
        }
    }

    private async Task CheckAsync(ModelLane lane, StoredPushConfig? config)
    {
        (await _store.ListDeadAsync(lane.Id, CancellationToken.None)).Select(dead => (dead.From, dead.To, dead.Count, dead.Reason))
            .ShouldBe(lane.Dead);
        var work = await _store.ReadAheadAsync(lane.Id, 0, CancellationToken.None);
        if (config is null)
        {
            work.ShouldBeNull();
            return;
        }

        work.ShouldNotBeNull().Row.ShouldBe(config.Lane);
        work.Next.Select(delivery => delivery.Sequence).ShouldBe(lane.Waiting.Take(LaneWork.MaxAhead));
        config.Endpoint.Secret.ToArray().ShouldBe(lane.Config.Endpoint.Secret.ToArray());
        var row = work.Row;
        (row.Generation, row.Format, row.Mask, row.Gate.Origin)
            .ShouldBe((lane.Generation, lane.Config.Format, lane.Config.Mask | EventKinds.Snapshot, lane.Config.Endpoint.Origin));
        (row.Cursor, row.Tail, row.Passed, row.Waiting, row.PassedOver, row.State, row.Progress)
            .ShouldBe((lane.Cursor, lane.Tail, lane.Passed, lane.Waiting.Count, lane.PassedOver, lane.State, lane.Progress));
        foreach (var sequence in lane.KeepsBodies ? lane.Waiting : [])
        {
            var body = (await _store.ReadBodyAsync(lane.Id, sequence, CancellationToken.None)).ShouldNotBeNull();
            if (_held.Contains(sequence) || !_kept.Contains(sequence))
            {
                body.Span.SequenceEqual("kept"u8).ShouldBe(_held.Contains(sequence), $"{sequence} of {lane.Id}");
            }
        }
    }

    private static ReadOnlyMemory<byte>? Kept(WireFormat format, StreamResponse update, AgentTask task) => "kept"u8.ToArray();

    // Variant: how many events, then the kind and the target of each, digit by digit.
    private async Task CommitAsync(int variant)
    {
        var events = new List<NewEvent>();
        var added = new List<ModelEvent>();
        for (var (i, rest) = (0, variant / 3); i <= variant % 3; i++, rest /= 15)
        {
            EventKinds kind = (rest % 3) switch { 0 => EventKinds.Artifact, 1 => EventKinds.Status, _ => EventKinds.Message };
            var target = TargetOf(rest / 3 % 5);
            var text = $"{_log.Count + i + 1}";
            var (state, bit) = States[(_log.Count + i) % States.Length];
            var made = kind == EventKinds.Status ? Make.Status(state, task: Key.TaskId) : Make.Of(kind, text, Key.TaskId);
            events.Add(made with { Target = target });
            var kinds = kind == EventKinds.Status ? bit : kind;
            added.Add(new ModelEvent(_log.Count + i + 1, kinds, target, Now, kind == EventKinds.Artifact ? text : null));
        }

        var last = added.FindLastIndex(e => e.Target == EventTarget.All);
        var ends = added.Any(e => e.Target == EventTarget.All && e.Kinds == EventKinds.Artifact)
            ? EventKinds.CommitEnd | EventKinds.ArtifactEnd
            : EventKinds.CommitEnd;
        added = [.. added.Select((e, i) => i == last ? e with { Kinds = e.Kinds | ends } : e)];
        var result = await _writer.CommitAsync([.. events]);
        result.ShouldBe(new CommitResult(CommitOutcome.Committed, _log.Count + 1, Now));
        Append(added);
    }

    private EventTarget TargetOf(int digit) => digit switch
    {
        3 => EventTarget.None,
        4 when _configs is [.., var last] => EventTarget.For(last.Lane.Id),
        _ => EventTarget.All,
    };

    private void Append(List<ModelEvent> added)
    {
        var readers = _configs.Select(config => config.Lane).Where(lane => lane.KeepsBodies && lane.TakesEvents).ToList();
        Keep(added.Where(e => readers.Exists(lane => lane.Reads(e))).Select(e => e.Sequence));
        _log.AddRange(added);
        // As much as there was before the commit: the lanes of one do not hang on one another.
        var ofOwner = _limits.MaxWaitingPerOwner - _configs.Sum(config => config.Lane.Waiting.Count);
        _configs.ForEach(config => config.Lane.Commit(added, Math.Min(ofOwner, _limits.MaxWaitingPerLane - config.Lane.Waiting.Count), Now));
    }

    // Variant: with a snapshot or without.
    private async Task ResumeAsync(string id, int variant)
    {
        if (_configs.Find(config => config.Id == id).Lane is not { } lane)
        {
            return;
        }

        var snapshot = variant % 3 != 0;
        var resume = new LaneResume { Epoch = _epoch, Lane = lane.Id, WithSnapshot = snapshot, Bodies = Kept };
        var row = await _store.ResumeWithSnapshotAsync(resume, CancellationToken.None);
        (row is not null).ShouldBe(lane.IsDrained);
        if (row is null)
        {
            return;
        }

        lane.Resume(_log.Count);
        if (snapshot)
        {
            AddSnapshot(lane);
        }
    }

    // Variant: secret, origin, mask, dialect, with or without a snapshot.
    private async Task SetAsync(string id, int variant)
    {
        var wanted = Make.Config(
            id,
            secret: "secret" + (variant % 2),
            origin: $"https://host{variant / 2 % 2}:443",
            mask: Masks[variant / 4 % 6],
            format: (WireFormat)((variant / 24 % 3) + 1));
        var snapshot = variant / 72 % 3 != 1;
        var result = await _store.SetAsync(
            new ConfigWrite
            {
                Task = Key,
                ConfigId = id,
                Build = _ => wanted,
                OpensWithSnapshot = snapshot,
                Bodies = Kept,
            },
            CancellationToken.None);
        var lane = result.Config.ShouldNotBeNull().Lane.Lane;
        result.Outcome.ShouldBe(Set(id, wanted, snapshot, lane));
        if (_log[^1] is { Kinds: EventKinds.Snapshot } && _log[^1].Target.Lane == lane && NotificationBody.IsOfEvent(wanted.Format))
        {
            await CheckSnapshotAsync(lane, _log.Count);
        }
    }

    private ConfigWriteOutcome Set(string id, NewPushConfig wanted, bool snapshot, Guid lane)
    {
        var place = _configs.FindIndex(config => config.Id == id);
        if (place < 0)
        {
            _configs.Add((id, Open(wanted, snapshot, lane)));
            return ConfigWriteOutcome.Created;
        }

        var old = _configs[place].Lane;
        if (old.State != LaneState.Gone && AreEqual(old.Config, wanted))
        {
            return ConfigWriteOutcome.Unchanged;
        }

        if (old.State != LaneState.Gone && old.Config.Format == wanted.Format)
        {
            old.Replace(wanted, _log, Now);
            return ConfigWriteOutcome.Replaced;
        }

        old.Die(_ => true, DeadReason.Replaced);
        _configs[place] = (id, Open(wanted, snapshot, lane));
        return old.State == LaneState.Gone ? ConfigWriteOutcome.Revived : ConfigWriteOutcome.Replaced;
    }

    private static bool AreEqual(NewPushConfig one, NewPushConfig other) =>
        one.Endpoint.Origin == other.Endpoint.Origin
        && one.Endpoint.Secret.Span.SequenceEqual(other.Endpoint.Secret.Span)
        && (one.Mask, one.Format) == (other.Mask, other.Format);

    private ModelLane Open(NewPushConfig wanted, bool snapshot, Guid id)
    {
        _all.ShouldAllBe(known => known.Id != id);
        var lane = new ModelLane { Id = id, Config = wanted, Cursor = _log.Count, Tail = _log.Count, Progress = LaneProgress.DueAt(Now) };
        _all.Add(lane);
        if (snapshot)
        {
            AddSnapshot(lane);
        }

        return lane;
    }

    private void AddSnapshot(ModelLane lane)
    {
        Keep([_log.Count + 1]);
        var added = new ModelEvent(_log.Count + 1, EventKinds.Snapshot, EventTarget.For(lane.Id), Now, null);
        _log.Add(added);
        lane.Commit([added], 1, Now);
    }

    private async Task CheckSnapshotAsync(Guid lane, long sequence)
    {
        var body = (await _store.ReadBodyAsync(lane, sequence, CancellationToken.None)).ShouldNotBeNull();
        var update = A2AJson.Read<StreamResponse>(body.Span);
        Make.TextsOf(update.Task.ShouldNotBeNull()).ShouldBe(Texts);
    }

    private void Keep(IEnumerable<long> sequences)
    {
        foreach (var sequence in sequences)
        {
            _kept.Add(sequence);
            _held.Add(sequence);
        }
    }

    private async Task DeleteAsync(string id)
    {
        var outcome = await _store.DeleteAsync(Key, id, CancellationToken.None);
        var removed = _configs.RemoveAll(config => config.Id == id);
        outcome.ShouldBe(removed == 1 ? ConfigDeleteOutcome.Deleted : ConfigDeleteOutcome.NotThere);
    }

    private async Task BeginAsync(string id)
    {
        if (_configs.Find(config => config.Id == id).Lane is { } lane)
        {
            _begun[id] = (await _store.ReadAheadAsync(lane.Id, 0, CancellationToken.None)).ShouldNotBeNull();
        }
    }

    private async Task RecordAsync(string id, Step step)
    {
        if (!_begun.TryGetValue(id, out var work))
        {
            return;
        }

        var result = ResultOf(work, step);
        var recorded = await _store.RecordAsync(new ResultBatch(_epoch, [result], []), CancellationToken.None);
        recorded.Outcome.ShouldBe(RecordOutcome.Recorded);
        var lane = _configs.Find(config => config.Lane.Id == work.Row.Lane).Lane;
        lane?.Record(result, _log);
        recorded.Drained.ShouldBe(lane is { IsDrained: true } ? [lane.Id] : []);
    }

    // Variant: how many deliveries of those that were begun, and what else the step's kind asks for.
    private LaneResult ResultOf(LaneWork work, Step step)
    {
        var some = work.Next.Take(1 + (step.Variant % 3)).ToList();
        var (from, to) = some.Count == 0 ? (work.Row.Cursor + 1, work.Row.Cursor + 1) : (some[0].Sequence, some[^1].Sequence);
        var result = new LaneResult
        {
            Lane = work.Row.Lane,
            Generation = work.Row.Generation,
            Progress = new LaneProgress(Now.AddSeconds(step.Variant % 7), step.Variant % 4, step.Variant % 2, step.Variant % 5),
        };
        var delivered = some.Count == 0 ? result : result with { DeliveredThrough = to, Delivered = some.Count };
        var overdue = step.Variant % 2 == 0 ? (DateTimeOffset?)null : work.Row.Progress.Due;
        return step.Kind switch
        {
            StepKind.Deliver => delivered,
            StepKind.Die => result with { Death = DeathOf(from, to, overdue) },
            StepKind.Gone => result with { State = LaneState.Gone, StateReason = "410" },
            StepKind.Overflow => delivered with { State = LaneState.Overflowed, StateReason = "full" },
            _ => result,
        };
    }

    private DeathNotice DeathOf(long from, long to, DateTimeOffset? overdue) =>
        new() { From = from, To = to, AndCommittedUpTo = overdue, Reason = DeadReason.Expired, At = Now };
}
