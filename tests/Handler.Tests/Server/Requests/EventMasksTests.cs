using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Requests;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Requests;

/// <summary>The mask of a filter, against the words of docs/extension.md: which events of a commit a lane reads.</summary>
public sealed class EventMasksTests
{
    private static readonly Gen<EventFilter?> AnyFilter =
        from kinds in Gen.OneOf(Gen.Constant<UpdateKind[]?>(null), SomeOf(Enum.GetValues<UpdateKind>()))
        from states in Gen.OneOf(Gen.Constant<TaskState[]?>(null), SomeOf([.. EventMasks.States]))
        select kinds is null && states is null ? null : new EventFilter { Kinds = kinds, States = states };

    private static readonly Gen<StreamResponse> AnyUpdate =
        from kind in Gen.Elements(Enum.GetValues<UpdateKind>())
        from state in Gen.Elements(EventMasks.States.ToArray())
        select Update(kind, state);

    private static readonly Arbitrary<(PushInclude Include, WireFormat Format, EventFilter? Filter, StreamResponse[] Commit)> AnyCase = (
        from include in Gen.Elements(Enum.GetValues<PushInclude>())
        from format in Gen.Elements(Enum.GetValues<WireFormat>())
        from filter in AnyFilter
            // Small ones: in a large commit there is always something of every kind.
        from size in Gen.Choose(1, 4)
        from commit in AnyUpdate.ArrayOf(size)
        select (include, format, filter, commit)).ToArbitrary();

    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void A_lane_reads_what_a_plain_reading_of_its_filter_says() =>
        Check.One(Cases, Prop.ForAll(AnyCase, c => Read(c.Commit, EventMasks.Of(c.Include, c.Format, c.Filter))
            .SequenceEqual(Wanted(c.Include, c.Format, c.Filter, c.Commit))));

    [Fact]
    public void A_filter_without_the_announcement_never_makes_an_update_arrive_that_comes_not_without_it() =>
        Check.One(Cases, Prop.ForAll(AnyCase, c => !Read(c.Commit, EventMasks.Of(c.Include, c.Format, c.Filter))
            .Except(Read(c.Commit, EventMasks.Of(c.Include, c.Format, asked: null)))
            .Any(index => c.Commit[index].Task is null)));

    [Fact]
    public void The_filter_that_is_told_of_a_mask_has_that_mask() =>
        Check.One(Cases, Prop.ForAll(AnyCase, c =>
        {
            var mask = EventMasks.Of(c.Include, c.Format, c.Filter);
            return EventMasks.Of(c.Include, c.Format, EventMasks.FilterOf(c.Include, c.Format, mask)) == mask;
        }));

    [Fact]
    public void A_filter_means_the_same_kinds_and_states_in_every_dialect() =>
        Check.One(Cases, Prop.ForAll(AnyCase, c => Enum.GetValues<WireFormat>()
            .Select(format => Text(EventMasks.FilterOf(c.Include, format, EventMasks.Of(c.Include, format, c.Filter))))
            .Distinct().Count() == 1));

    [Theory]
    [InlineData(WireFormat.V1)]
    [InlineData(WireFormat.V03)]
    [InlineData(WireFormat.Legacy)]
    public void What_leaves_nothing_out_is_no_filter(WireFormat format)
    {
        EventFilter[] all =
        [
            new() { Kinds = Enum.GetValues<UpdateKind>() },
            new() { States = EventMasks.States },
            new() { Kinds = Enum.GetValues<UpdateKind>(), States = EventMasks.States },
        ];

        foreach (var filter in all)
        {
            EventMasks.Of(PushInclude.All, format, filter).ShouldBe(EventMasks.Of(PushInclude.All, format, asked: null));
        }

        EventMasks.FilterOf(PushInclude.All, format, EventMasks.Of(PushInclude.All, format, asked: null)).ShouldBeNull();
        EventMasks.FilterOf(PushInclude.StatusOnly, format, EventMasks.Of(PushInclude.All, format, asked: null)).ShouldBeNull();
    }

    // The words of the page: by kind, of status updates by state; of a dialect of whole tasks without a filter status, messages and the ends of commits,
    // with one, of artifacts, the ends of the commits that changed one.
    private static IEnumerable<int> Wanted(PushInclude include, WireFormat format, EventFilter? filter, StreamResponse[] commit)
    {
        var isWhole = format == WireFormat.V03 && include == PushInclude.All;
        var kinds = (filter?.Kinds ?? Enum.GetValues<UpdateKind>()).Where(kind => include == PushInclude.All || kind is UpdateKind.Status or UpdateKind.Task).ToHashSet();
        var states = (filter?.States ?? EventMasks.States).ToHashSet();
        var isFiltered = kinds.Count < (include == PushInclude.All ? 4 : 2) || states.Count < 8;
        for (var i = 0; i < commit.Length; i++)
        {
            var isEnd = i == commit.Length - 1;
            var isRead = commit[i] switch
            {
                _ when isWhole && !isFiltered => isEnd || commit[i].StatusUpdate is not null || commit[i].Message is not null,
                _ when isWhole && isEnd && kinds.Contains(UpdateKind.Artifact) && commit.Any(update => update.ArtifactUpdate is not null) => true,
                { StatusUpdate: { } changed } => kinds.Contains(UpdateKind.Status) && states.Contains(changed.Status.State),
                { Message: not null } => kinds.Contains(UpdateKind.Message),
                { ArtifactUpdate: not null } => !isWhole && kinds.Contains(UpdateKind.Artifact),
                _ => kinds.Contains(UpdateKind.Task),
            };
            if (isRead)
            {
                yield return i;
            }
        }
    }

    private static IEnumerable<int> Read(StreamResponse[] commit, EventKinds mask)
    {
        var lane = LaneRules.Open(
            Guid.Empty,
            new TaskKey(OwnerScope.Anonymous, "t"),
            new NewPushConfig { ConfigId = "c", Endpoint = new SealedEndpoint { Origin = "", Secret = default }, Mask = mask },
            cursor: 0,
            DateTimeOffset.UnixEpoch);
        // What the writers say of a status update is that it is one.
        var events = commit.Select(update => new NewEvent
        {
            Kinds = update.StatusUpdate is null ? EventKinds.Of(update) : EventKinds.Status,
            Update = update,
            Payload = default,
        });
        return CommitRules.Mark([.. events]).Select((e, i) => (Event: e, Index: i))
            .Where(entry => lane.Reads(entry.Event.Target, entry.Event.Kinds)).Select(entry => entry.Index);
    }

    private static string Text(EventFilter? filter) =>
        filter is null ? "" : $"{string.Join(' ', filter.Kinds ?? [])}/{string.Join(' ', filter.States ?? [])}";

    private static Gen<T[]?> SomeOf<T>(T[] all) =>
        Gen.Elements(Enumerable.Range(1, (1 << all.Length) - 1).ToArray()).Select(bits => (T[]?)[.. all.Where((_, i) => (bits >> i & 1) == 1)]);

    private static StreamResponse Update(UpdateKind kind, TaskState state) => kind switch
    {
        UpdateKind.Status => StreamResponse.Of(new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = new AgentTaskStatus { State = state } }),
        UpdateKind.Artifact => StreamResponse.Of(new TaskArtifactUpdateEvent
        {
            TaskId = "t",
            ContextId = "c",
            Artifact = new Artifact { ArtifactId = "a", Parts = [Part.FromText("x")] },
        }),
        UpdateKind.Message => StreamResponse.Of(new Message { MessageId = "m", Role = Role.Agent, Parts = [Part.FromText("x")] }),
        _ => StreamResponse.Of(new AgentTask { Id = "t", ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Submitted } }),
    };
}
