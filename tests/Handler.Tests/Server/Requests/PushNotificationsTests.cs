using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Push;
using Handler.Server.Requests;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Requests;

/// <summary>The engine alone: what a host appends and the configs that it hands on.</summary>
public sealed class PushNotificationsTests
{
    private readonly AgentWorld _world = new();
    private readonly PushNotifications _push;

    public PushNotificationsTests() => _push = Open();

    [Fact]
    public void The_first_update_begins_the_log_and_others_follow()
    {
        Append(Status("one")).ShouldBe(1);
        Append(Artifact("chunk")).ShouldBe(2);
        Append(StreamResponse.Of(new Message { MessageId = "m", Role = Role.Agent, Parts = [Part.FromText("said")] })).ShouldBe(3);

        var task = Get().ShouldNotBeNull();
        (task.Id, task.ContextId, task.Status.State).ShouldBe(("t", "c", TaskState.Working));
        task.Artifacts.ShouldHaveSingleItem().Parts[0].Text.ShouldBe("chunk");
        task.History.ShouldNotBeNull()[^1].TaskId.ShouldBe("t");
    }

    [Fact]
    public void Several_updates_are_one_commit()
    {
        Run(push => push.AppendAsync("t", [Status("one"), Artifact("two"), Status("three")])).ShouldBe(3);

        _world.Store.Commits.ShouldHaveSingleItem().Events.Count.ShouldBe(3);
    }

    [Fact]
    public void An_update_after_the_first_costs_one_transaction()
    {
        Append(Status("one"));
        var reads = _world.Store.Runs;
        Append(Status("two"));
        Append(Status("three"));

        _world.Store.Runs.ShouldBe(reads);
        _world.Store.Commits.Select(commit => commit.Run).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_task_that_nothing_was_appended_to_is_not_there()
    {
        Get().ShouldBeNull();
        Set(Config());

        Get().ShouldBeNull();
    }

    [Fact]
    public void A_config_before_the_first_update_misses_nothing_and_gets_no_snapshot()
    {
        Set(Config());
        var reads = _world.Store.Runs;

        Append(Status("one"));
        Append(Status("two"));
        _world.Store.Runs.ShouldBe(reads);

        var lane = Lane();
        (lane.Cursor, lane.Waiting).ShouldBe((0, 2));
        Bodies().Select(body => body.StatusUpdate?.Status.Message?.Parts[0].Text).ShouldBe(["one", "two"]);
        Get()!.ContextId.ShouldBe("c");
    }

    [Fact]
    public void A_config_after_an_update_gets_the_task_as_it_stands_first()
    {
        Append(Status("one"));

        Set(Config());
        Append(Status("two"));

        var bodies = Bodies();
        bodies[0].Task.ShouldNotBeNull().Status.Message!.Parts[0].Text.ShouldBe("one");
        bodies[1].StatusUpdate!.Status.Message!.Parts[0].Text.ShouldBe("two");
    }

    [Fact]
    public void A_config_on_an_ended_task_gets_its_final_state()
    {
        Append(End());

        Set(Config());

        Bodies().ShouldHaveSingleItem().Task!.Status.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public void A_config_of_0_3_gets_the_whole_task()
    {
        var scope = new PushScope { Format = WireFormat.V03 };
        Run(push => push.SetConfigAsync(Config(), scope));

        Run(push => push.AppendAsync("t", [Status("one"), Artifact("chunk")]));

        var lane = Lane();
        lane.Format.ShouldBe(WireFormat.V03);
        _world.BodiesOf("t", "default").Select(body => System.Text.Encoding.UTF8.GetString(body))
            .ShouldAllBe(body => body.Contains("\"kind\":\"task\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Callers_at_once_are_committed_in_the_order_in_which_they_came()
    {
        var sequences = _world.Loop.Run(() => Task.WhenAll(Enumerable.Range(1, 50).Select(number => Plain.AppendAsync("t", Status($"{number}")))));

        sequences.ShouldBe(Enumerable.Range(1, 50).Select(number => (long)number));
        _world.LogOf("t").Select(update => update.StatusUpdate!.Status.Message!.Parts[0].Text).ShouldBe(Enumerable.Range(1, 50).Select(number => $"{number}"));
    }

    [Fact]
    public void After_the_end_nothing_can_follow()
    {
        Append(End());

        Should.Throw<InvalidOperationException>(() => Append(Status("late"))).Message.ShouldContain("Task 't' has ended (completed)");
        Should.Throw<ArgumentException>(() => Run(push => push.AppendAsync("u", [End("u"), Status("late", "u")]))).Message.ShouldContain("follows the one that ends task 'u'");
        Get("u").ShouldBeNull();
        _world.Stored("t").Run.ShouldBeNull();
    }

    [Theory]
    [InlineData("other", "c")]
    [InlineData("t", "other")]
    public void An_update_of_another_task_or_context_is_refused(string task, string context)
    {
        Append(Status("one"));

        Should.Throw<ArgumentException>(() => Append(Status("two", task, context))).Message.ShouldContain("it is appended to task 't' in context 'c'");
        Append(Status("two")).ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void None_or_too_many_at_once_are_refused(int count)
    {
        StreamResponse[] updates = [.. Enumerable.Repeat(Status("x"), count)];

        Should.Throw<ArgumentException>(() => Run(push => push.AppendAsync("t", updates))).Message.ShouldContain("1 to 1024");
    }

    [Fact]
    public void After_a_failure_of_the_store_the_next_update_goes_by_what_is_stored()
    {
        Append(Status("one"));
        _world.Store.BeforeCommit = _ => throw new StoreUnavailableException("The disk is full.", null);
        Should.Throw<StoreUnavailableException>(() => Append(Status("lost")));
        _world.Store.BeforeCommit = null;

        Append(Status("two")).ShouldBe(2);
        _world.LogOf("t").Count.ShouldBe(2);
    }

    [Fact]
    public void A_log_that_another_writer_has_taken_over_is_taken_back()
    {
        Append(Status("one"));
        var other = Open();

        _world.Loop.Run(() => ((IPushNotifications)other).AppendAsync("t", Status("two"))).ShouldBe(2);
        Append(Status("three")).ShouldBe(3);

        Get()!.Status.Message!.Parts[0].Text.ShouldBe("three");
    }

    [Fact]
    public void A_log_that_was_made_and_never_written_is_gone_on_with()
    {
        _world.Store.BeforeCommit = _ => throw new StoreUnavailableException("The disk is full.", null);
        Should.Throw<StoreUnavailableException>(() => Append(Status("lost")));
        Should.Throw<StoreUnavailableException>(() => Set(Config()));
        _world.Store.BeforeCommit = null;

        Set(Config());
        Append(Status("one")).ShouldBe(1);

        Lane().Waiting.ShouldBe(1);
    }

    [Fact]
    public void Scopes_are_apart()
    {
        var (ann, bob) = (Owner("ann"), Owner("bob"));
        Run(push => push.AppendAsync("t", Status("of ann"), ann));
        Run(push => push.AppendAsync("t", Status("of bob"), bob));
        Run(push => push.SetConfigAsync(Config(), ann));

        Run(push => push.GetTaskAsync("t", ann))!.Status.Message!.Parts[0].Text.ShouldBe("of ann");
        Run(push => push.ListConfigsAsync("t", bob)).ShouldBeEmpty();
        Run(push => push.ListConfigsAsync("t", ann)).ShouldHaveSingleItem();
    }

    [Fact]
    public void Configs_are_set_read_listed_and_deleted()
    {
        var set = Set(Config() with { Id = "a", Token = "t", Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = "secret" } });

        (set.Id, set.Token, set.Authentication!.Credentials).ShouldBe(("a", "t", null));
        Run(push => push.GetConfigAsync("t", "a")).Url.ShouldBe(Config().Url);
        Run(push => push.ListConfigsAsync("t")).ShouldHaveSingleItem().Id.ShouldBe("a");
        _world.Loop.Run(() => _push.DeleteConfigAsync("t", "a"));
        Run(push => push.ListConfigsAsync("t")).ShouldBeEmpty();
        Refused(push => push.GetConfigAsync("t", "a")).Code.ShouldBe(A2AErrorCode.TaskNotFound);
    }

    [Fact]
    public void Of_a_task_that_the_engine_has_not_heard_of_there_are_no_configs()
    {
        Run(push => push.ListConfigsAsync("t")).ShouldBeEmpty();
        _world.Loop.Run(() => _push.DeleteConfigAsync("t", "a"));
        Refused(push => push.GetConfigAsync("t", "a")).Code.ShouldBe(A2AErrorCode.TaskNotFound);
    }

    [Fact]
    public void A_config_without_an_id_is_default_and_an_equal_one_changes_nothing()
    {
        Set(Config()).Id.ShouldBe("default");
        var generation = Lane().Generation;

        Set(Config());

        Lane().Generation.ShouldBe(generation);
    }

    [Fact]
    public void A_config_that_breaks_a_rule_is_refused_and_leaves_nothing_behind()
    {
        var bearer = Config() with { Authentication = new AuthenticationInfo { Scheme = "Bearer" } };
        var tenant = Config() with { Tenant = "other" };

        Refused(push => push.SetConfigAsync(Config() with { Url = "http://10.0.0.1/" })).FieldViolations!.Single().Field.ShouldBe("url");
        Refused(push => push.SetConfigAsync(bearer)).FieldViolations!.Single().Field.ShouldBe("authentication.credentials");
        Refused(push => push.SetConfigAsync(tenant)).FieldViolations!.Single().Field.ShouldBe("tenant");
        Refused(push => push.SetConfigAsync(Config() with { TaskId = null })).FieldViolations!.Single().Field.ShouldBe("taskId");

        _world.Done(_world.Store.ListAsync(_world.Scope.Task("t"), default)).ShouldBeNull();
    }

    [Fact]
    public void A_filter_and_health_are_for_clients_who_named_the_extension()
    {
        var filtered = Config().WithEventFilter(new EventFilter { Kinds = [UpdateKind.Status] });
        var named = new PushScope { NamesPushDelivery = true };

        Run(push => push.SetConfigAsync(filtered, named));
        Append(Artifact("not for it"));
        Append(Status("for it"));

        Bodies().ShouldHaveSingleItem().StatusUpdate.ShouldNotBeNull();
        Run(push => push.GetConfigAsync("t", "default", named)).Delivery!.Waiting.ShouldBe(1);
        Run(push => push.GetConfigAsync("t", "default")).Delivery.ShouldBeNull();
    }

    [Fact]
    public void The_logs_that_were_written_longest_ago_are_forgotten()
    {
        var recent = new RecentLogs(most: 2);
        var log = OpenLog.Of(_world.Done(_world.Store.CreateAsync(new NewTask { Key = Key("x"), Task = Submitted }, default)));

        recent.Put(Key("a"), log);
        recent.Put(Key("b"), log);
        recent.Put(Key("a"), log);
        recent.Put(Key("c"), log);

        recent.Take(Key("b")).ShouldBeNull();
        recent.Take(Key("a")).ShouldBe(log);
        recent.Take(Key("a")).ShouldBeNull();
        recent.Take(Key("c")).ShouldBe(log);
    }

    [Fact]
    public void Large_tasks_are_forgotten_sooner_but_for_the_last()
    {
        var recent = new RecentLogs(mostBytes: 1000);
        OpenLog Log(long bytes) => new() { Run = default, Task = Submitted, IsEmpty = false, CheckpointBytes = bytes, BytesSince = 0 };

        recent.Put(Key("a"), Log(400));
        recent.Put(Key("b"), Log(400));
        recent.Put(Key("c"), Log(400));
        recent.Take(Key("a")).ShouldBeNull();
        recent.Take(Key("b")).ShouldNotBeNull();

        recent.Put(Key("d"), Log(5000));
        recent.Take(Key("c")).ShouldBeNull();
        recent.Take(Key("d")).ShouldNotBeNull();
    }

    private static AgentTask Submitted => new() { Id = "x", Status = new AgentTaskStatus { State = TaskState.Submitted } };

    private IPushNotifications Plain => _push;

    private static TaskKey Key(string id) => new(OwnerScope.Anonymous, id);

    private static PushScope Owner(string name) => new() { Owner = new OwnerScope("", name) };

    private static TaskPushNotificationConfig Config() => new() { TaskId = "t", Url = "https://hooks.example/a" };

    private static StreamResponse Status(string text, string task = "t", string context = "c") => Status(TaskState.Working, text, task, context);

    private static StreamResponse End(string task = "t") => Status(TaskState.Completed, "done", task, "c");

    private static StreamResponse Status(TaskState state, string text, string task, string context) => StreamResponse.Of(new TaskStatusUpdateEvent
    {
        TaskId = task,
        ContextId = context,
        Status = new AgentTaskStatus { State = state, Message = new Message { MessageId = text, Role = Role.Agent, Parts = [Part.FromText(text)] } },
    });

    private static StreamResponse Artifact(string text) => StreamResponse.Of(new TaskArtifactUpdateEvent
    {
        TaskId = "t",
        ContextId = "c",
        Artifact = new Artifact { ArtifactId = "report", Parts = [Part.FromText(text)] },
    });

    private PushNotifications Open() => new(
        _world.Store,
        new TaskLogs(_world.Store, _world.Clock, _world.Parts.Bodies!),
        _world.Configs,
        new PushConfigRules(new EgressPolicy(new EgressOptions()), new PushOptions()));

    private long Append(StreamResponse update) => Run(push => push.AppendAsync("t", update));

    private AgentTask? Get(string id = "t") => Run(push => push.GetTaskAsync(id));

    private TaskPushNotificationConfig Set(TaskPushNotificationConfig config) => Run(push => push.SetConfigAsync(config));

    private T Run<T>(Func<IPushNotifications, Task<T>> call) => _world.Loop.Run(() => call(_push));

    private A2AException Refused(Func<IPushNotifications, Task> call) => _world.Refused(() => call(_push));

    private LaneRow Lane() => _world.Done(_world.Store.GetAsync(_world.Scope.Task("t"), "default", default)).ShouldNotBeNull().Lane;

    private List<StreamResponse> Bodies() => _world.BodiesOf("t", "default").ConvertAll(body => A2AJson.Read<StreamResponse>(body));
}
