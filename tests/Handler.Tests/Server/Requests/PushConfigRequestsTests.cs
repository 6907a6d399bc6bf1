using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Push;
using Handler.Server.Requests;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Requests;

public sealed class PushConfigRequestsTests
{
    private readonly AgentWorld _world = new();

    [Fact]
    public void An_inline_config_is_stored_before_the_executor_starts_and_misses_nothing()
    {
        StoredPushConfig? atStart = null;
        _world.Script.Execute = async (request, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            atStart = await _world.Store.GetAsync(request.TaskKey, "default", cancel);
            await task.CompleteAsync(cancel: cancel);
        };

        var id = _world.Send(config: Config()).Task!.Id;

        atStart.ShouldNotBeNull();
        var lane = StoredConfig(id, "default")!.Lane;
        lane.Cursor.ShouldBe(0);
        lane.Waiting.ShouldBe(3);
    }

    [Fact]
    public void An_inline_config_of_a_further_message_replaces_default_and_an_equal_one_changes_nothing()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send(config: Config()).Task!.Id;
        var first = StoredConfig(id, "default")!;

        _world.Send("again", id, config: Config());
        var same = StoredConfig(id, "default")!;
        _world.Send("again", id, config: Config() with { Token = "other" });
        var changed = StoredConfig(id, "default")!;

        same.Lane.Generation.ShouldBe(first.Lane.Generation);
        changed.Lane.Lane.ShouldBe(first.Lane.Lane);
        changed.Lane.Generation.ShouldBe(first.Lane.Generation + 1);
    }

    [Fact]
    public void An_owner_with_as_many_configs_as_may_be_is_told_what_to_do_and_other_owners_are_not_touched()
    {
        var world = new AgentWorld(options: new PushOptions { MaxConfigsPerOwner = 2, MaxConfigsPerTask = 2 });
        world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = world.Send(config: Config()).Task!.Id;
        world.Send(config: Config());

        var byItself = world.Refused(() => world.Handler.CreateTaskPushNotificationConfigAsync(Config(id) with { Id = "more" }, world.Scope, CancellationToken.None));
        var withMessage = world.Refused(() => world.Handler.SendMessageAsync(world.Message(config: Config()), world.Scope, CancellationToken.None));

        foreach (var refusal in new[] { byItself, withMessage })
        {
            refusal.Code.ShouldBe(A2AErrorCode.UnsupportedOperation);
            refusal.Message.ShouldContain("You have 2 push notification configs");
            refusal.Message.ShouldContain("Delete those");
        }

        world.Send("without one").Task.ShouldNotBeNull();
        world.Scope = new RequestScope(new OwnerScope("", "other"));
        world.Send(config: Config()).Task.ShouldNotBeNull();
    }

    [Fact]
    public void A_config_without_an_id_gets_one_each_time()
    {
        var id = _world.Send().Task!.Id;

        var one = Create(Config(id));
        var two = Create(Config(id));

        one.Id.ShouldNotBeNullOrEmpty();
        two.Id.ShouldNotBe(one.Id);
        List(id).Configs.Count.ShouldBe(2);
    }

    [Fact]
    public void A_config_on_an_ended_task_gets_its_final_state()
    {
        var id = _world.Send().Task!.Id;

        Create(Config(id) with { Id = "late" });

        StoredConfig(id, "late")!.Lane.Waiting.ShouldBe(1);
    }

    [Fact]
    public void Reads_give_the_token_and_never_credentials()
    {
        var id = _world.Send().Task!.Id;
        var config = Config(id) with { Id = "c", Token = "t", Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = "secret" } };

        var created = Create(config);
        var read = Get(id, "c");
        var listed = List(id).Configs.Single();

        foreach (var answer in new[] { created, read, listed })
        {
            answer.Url.ShouldBe(config.Url);
            answer.Token.ShouldBe("t");
            answer.Authentication!.Scheme.ShouldBe("Bearer");
            answer.Authentication.Credentials.ShouldBeNull();
        }
    }

    [Fact]
    public void Setting_what_was_read_keeps_the_credentials()
    {
        var id = _world.Send().Task!.Id;
        Create(Config(id) with { Id = "c", Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = "secret" } });
        var generation = StoredConfig(id, "c")!.Lane.Generation;

        Create(Get(id, "c"));
        StoredConfig(id, "c")!.Lane.Generation.ShouldBe(generation);
        Create(Get(id, "c") with { Url = "https://hooks.example/moved", Authentication = new AuthenticationInfo { Scheme = "bearer" } });

        Opened(id, "c").Authentication!.Credentials.ShouldBe("secret");
        Opened(id, "c").Url.ShouldBe("https://hooks.example/moved");
    }

    [Fact]
    public void Credentials_are_not_kept_for_another_origin_or_scheme()
    {
        var id = _world.Send().Task!.Id;
        Create(Config(id) with { Id = "c", Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = "secret" } });

        var error = _world.Refused(() => _world.Handler.CreateTaskPushNotificationConfigAsync(
            Get(id, "c") with { Url = "https://evil.example/" }, _world.Scope, default));
        Create(Get(id, "c") with { Id = "c", Authentication = new AuthenticationInfo { Scheme = "Basic" } });

        error.Code.ShouldBe(A2AErrorCode.InvalidParams);
        Opened(id, "c").Url.ShouldBe("https://hooks.example/a");
        Opened(id, "c").Authentication!.Credentials.ShouldBeNull();
    }

    [Fact]
    public void Unknown_and_others_are_not_found_alike()
    {
        var id = _world.Send().Task!.Id;
        Create(Config(id) with { Id = "c" });

        NotFound(() => Get("no", "c"));
        NotFound(() => Get(id, "no"));
        NotFound(() => List("no"));
        NotFound(() => Create(Config("no")));
        NotFound(() => Delete("no", "c"));
        _world.Scope = new RequestScope(new OwnerScope("", "somebody else"));
        NotFound(() => Get(id, "c"));
        NotFound(() => List(id));
        NotFound(() => Create(Config(id)));
        NotFound(() => Delete(id, "c"));
    }

    [Fact]
    public void Deleting_is_idempotent_also_for_a_config_that_never_was()
    {
        var id = _world.Send().Task!.Id;
        Create(Config(id) with { Id = "c" });

        Delete(id, "c");
        Delete(id, "c");
        Delete(id, "never");

        List(id).Configs.ShouldBeEmpty();
    }

    [Fact]
    public void Without_push_the_four_operations_and_inline_configs_are_refused()
    {
        var world = new AgentWorld(push: false);
        var id = world.Send().Task!.Id;

        Func<Task>[] calls =
        [
            () => world.Handler.CreateTaskPushNotificationConfigAsync(Config(id), world.Scope, default),
            () => world.Handler.GetTaskPushNotificationConfigAsync(new() { TaskId = id, Id = "c" }, world.Scope, default),
            () => world.Handler.ListTaskPushNotificationConfigsAsync(new() { TaskId = id }, world.Scope, default),
            () => world.Handler.DeleteTaskPushNotificationConfigAsync(new() { TaskId = id, Id = "c" }, world.Scope, default),
            () => world.Handler.SendMessageAsync(world.Message(config: Config()), world.Scope, default),
        ];

        calls.Select(call => world.Refused(call).Code).ShouldAllBe(code => code == A2AErrorCode.PushNotificationNotSupported);
        world.Store.Commits.Count.ShouldBe(1);
    }

    [Fact]
    public void A_webhook_that_is_forbidden_is_refused_before_anything_is_stored()
    {
        _world.Refused(() => _world.Handler.SendMessageAsync(
            _world.Message(config: Config() with { Url = "https://127.0.0.1/" }), _world.Scope, default))
            .FieldViolations!.Single().Field.ShouldBe("configuration.taskPushNotificationConfig.url");

        _world.Store.Commits.ShouldBeEmpty();
        _world.Runs.Count.ShouldBe(0);
    }

    [Fact]
    public void Missing_ids_are_refused_with_their_field()
    {
        _world.Refused(() => _world.Handler.CreateTaskPushNotificationConfigAsync(Config(), _world.Scope, default)).FieldViolations!.Single().Field.ShouldBe("taskId");
        _world.Refused(() => _world.Handler.GetTaskPushNotificationConfigAsync(new() { TaskId = "t", Id = "" }, _world.Scope, default))
            .FieldViolations!.Single().Field.ShouldBe("id");
    }

    [Fact]
    public void A_task_takes_no_more_configs_than_the_limit()
    {
        var world = new AgentWorld(options: new PushOptions { MaxConfigsPerTask = 2 });
        var id = world.Send().Task!.Id;
        Task Set(string config) => world.Handler.CreateTaskPushNotificationConfigAsync(Config(id) with { Id = config }, world.Scope, default);
        world.Loop.Run(() => Set("a"));
        world.Loop.Run(() => Set("b"));

        world.Refused(() => Set("c")).Message.ShouldContain("2 push notification configs");
        Should.NotThrow(() => world.Loop.Run(() => Set("b")));
    }

    [Fact]
    public void Configs_are_listed_in_pages_each_once_though_one_is_deleted_between()
    {
        var id = _world.Send().Task!.Id;
        foreach (var config in new[] { "d", "b", "a", "c", "e" })
        {
            Create(Config(id) with { Id = config });
        }

        var first = List(id, 2);
        Delete(id, first.Configs[^1].Id!);
        var second = List(id, 2, first.NextPageToken);
        var third = List(id, 2, second.NextPageToken);

        first.Configs.Concat(second.Configs).Concat(third.Configs).Select(config => config.Id).ShouldBe(["a", "b", "c", "d", "e"]);
        third.NextPageToken.ShouldBe("");
    }

    [Fact]
    public void A_secret_that_cannot_be_read_is_left_out_and_logged()
    {
        var id = _world.Send().Task!.Id;
        Create(Config(id) with { Id = "c", Token = "t" });
        var stranger = new PushConfigRequests(
            _world.Store, new AgentWorld().Sealer, new PushSupport(new PushConfigRules(new EgressPolicy(new EgressOptions()), new PushOptions()), new PushOptions()),
            _world.Parts.Ids, _world.Log.LoggerFor<PushConfigRequests>(), _world.Clock);

        var read = _world.Loop.Run(() => stranger.GetAsync(new() { TaskId = id, Id = "c" }, _world.Scope, default));

        read.Url.ShouldBe("https://hooks.example:443");
        read.Token.ShouldBeNull();
        _world.Log.Entries.ShouldContain(entry => entry.Message.Contains("cannot be read"));
    }

    [Fact]
    public void Status_only_is_part_of_the_mask_of_a_lane()
    {
        var world = new AgentWorld(options: new PushOptions { Include = PushInclude.StatusOnly });
        world.Script.Execute = async (_, task, cancel) =>
        {
            await task.AppendAsync("a", "text", cancel);
            await task.CompleteAsync(cancel: cancel);
        };

        var id = world.Send(config: Config()).Task!.Id;

        world.Loop.Run(() => world.Store.GetAsync(world.Scope.Task(id), "default", default))!.Lane.Waiting.ShouldBe(2);
    }

    private static TaskPushNotificationConfig Config(string? taskId = null) => new() { TaskId = taskId, Url = "https://hooks.example/a" };

    private static void NotFound(Action call) => Should.Throw<A2AException>(call).Code.ShouldBe(A2AErrorCode.TaskNotFound);

    private TaskPushNotificationConfig Create(TaskPushNotificationConfig config) =>
        _world.Loop.Run(() => _world.Handler.CreateTaskPushNotificationConfigAsync(config, _world.Scope, default));

    private TaskPushNotificationConfig Get(string taskId, string id) =>
        _world.Loop.Run(() => _world.Handler.GetTaskPushNotificationConfigAsync(new() { TaskId = taskId, Id = id }, _world.Scope, default));

    private ListTaskPushNotificationConfigsResponse List(string taskId, int? size = null, string? token = null) =>
        _world.Loop.Run(() => _world.Handler.ListTaskPushNotificationConfigsAsync(new() { TaskId = taskId, PageSize = size, PageToken = token }, _world.Scope, default));

    private void Delete(string taskId, string id) =>
        _world.Loop.Run(() => _world.Handler.DeleteTaskPushNotificationConfigAsync(new() { TaskId = taskId, Id = id }, _world.Scope, default));

    private StoredPushConfig? StoredConfig(string taskId, string id) =>
        _world.Loop.Run(() => _world.Store.GetAsync(_world.Scope.Task(taskId), id, default));

    private PushEndpoint Opened(string taskId, string id) => _world.Sealer.Open(StoredConfig(taskId, id)!.Endpoint)!;
}
