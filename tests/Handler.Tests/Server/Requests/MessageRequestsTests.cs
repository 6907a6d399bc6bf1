using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Requests;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Requests;

public sealed class MessageRequestsTests
{
    private readonly AgentWorld _world = new();

    [Fact]
    public void A_message_to_an_unknown_task_or_to_another_callers_is_not_found()
    {
        var id = Waiting();

        Refused(_world.Message(taskId: "no-such-task")).Code.ShouldBe(A2AErrorCode.TaskNotFound);
        _world.Scope = new RequestScope(new OwnerScope("", "somebody else"));
        Refused(_world.Message(taskId: id)).Code.ShouldBe(A2AErrorCode.TaskNotFound);
        _world.Scope = new RequestScope(new OwnerScope("other tenant", ""));
        Refused(_world.Message(taskId: id)).Code.ShouldBe(A2AErrorCode.TaskNotFound);
    }

    [Fact]
    public void A_message_to_an_ended_task_is_an_unsupported_operation()
    {
        var id = _world.Send().Task!.Id;

        var error = Refused(_world.Message(taskId: id));

        error.Code.ShouldBe(A2AErrorCode.UnsupportedOperation);
        error.Message.ShouldContain("completed");
    }

    [Fact]
    public void A_context_that_contradicts_the_task_is_refused_with_both()
    {
        var id = Waiting();

        var error = Refused(_world.Message(taskId: id, contextId: "another"));

        error.Code.ShouldBe(A2AErrorCode.InvalidParams);
        error.FieldViolations!.Single().Field.ShouldBe("message.contextId");
        error.Message.ShouldContain(_world.Get(id).ContextId!);
    }

    [Fact]
    public void A_context_alone_is_kept_for_the_new_task()
    {
        var answer = _world.Done(_world.StartSend(_world.Message(contextId: "ours")));

        answer.Task!.ContextId.ShouldBe("ours");
        answer.Task.History!.Single().ContextId.ShouldBe("ours");
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(0, null)]
    [InlineData(2, 2)]
    [InlineData(9, 3)]
    public void The_history_is_as_long_as_was_asked(int? asked, int? expected)
    {
        var id = Waiting();
        _world.Script.Execute = (_, task, cancel) => task.CompleteAsync(cancel: cancel);

        var answer = _world.Done(_world.StartSend(_world.Message("last", id, historyLength: asked))).Task!;

        answer.History?.Count.ShouldBe(expected!.Value);
        (answer.History is null).ShouldBe(expected is null);
        answer.History?[^1].Text.ShouldBe("last");
        (_world.Get(id, asked).History?.Count).ShouldBe(expected);
    }

    [Fact]
    public void What_breaks_a_rule_is_refused_with_its_field()
    {
        var good = _world.Message();

        FieldOf(good with { Message = good.Message with { MessageId = "" } }).ShouldBe("message.messageId");
        FieldOf(good with { Message = good.Message with { Role = Role.Agent } }).ShouldBe("message.role");
        FieldOf(good with { Message = good.Message with { Parts = [] } }).ShouldBe("message.parts");
        FieldOf(good with { Message = good.Message with { ContextId = new string('x', 257) } }).ShouldBe("message.contextId");
        FieldOf(good with { Configuration = new SendMessageConfiguration { HistoryLength = -1 } }).ShouldBe("configuration.historyLength");
        _world.Store.Commits.ShouldBeEmpty();
    }

    [Fact]
    public void Streaming_that_is_off_is_an_unsupported_operation()
    {
        var world = new AgentWorld(streaming: false);
        var id = world.Send().Task!.Id;

        world.Refused(() => world.Stream(world.Message()).Done).Code.ShouldBe(A2AErrorCode.UnsupportedOperation);
        world.Refused(() => world.Subscribe(id).Done).Code.ShouldBe(A2AErrorCode.UnsupportedOperation);
    }

    [Fact]
    public void A_subscription_to_an_ended_or_unknown_task_is_refused()
    {
        var id = _world.Send().Task!.Id;

        _world.Refused(() => _world.Subscribe(id).Done).Code.ShouldBe(A2AErrorCode.UnsupportedOperation);
        _world.Refused(() => _world.Subscribe("no").Done).Code.ShouldBe(A2AErrorCode.TaskNotFound);
    }

    [Fact]
    public void Tasks_are_listed_in_pages_newest_first_and_each_once()
    {
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add(_world.Send().Task!.Id);
            _world.Loop.RunFor(TimeSpan.FromSeconds(1));
        }

        var seen = new List<string>();
        var token = "";
        do
        {
            var page = List(new ListTasksRequest { PageSize = 3, PageToken = token });
            page.TotalSize.ShouldBe(7);
            page.PageSize.ShouldBe(3);
            seen.AddRange(page.Tasks.Select(task => task.Id));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        ids.Reverse();
        seen.ShouldBe(ids);
    }

    [Fact]
    public void Lists_filter_and_leave_out_artifacts_unless_asked()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.AppendAsync("a", "text", cancel);
            await task.CompleteAsync(cancel: cancel);
        };
        var done = _world.Done(_world.StartSend(_world.Message(contextId: "one"))).Task!;
        _world.Loop.RunFor(TimeSpan.FromHours(1));
        var waiting = Waiting();

        List(new ListTasksRequest()).Tasks.Select(task => task.Id).ShouldBe([waiting, done.Id]);
        List(new ListTasksRequest()).Tasks.ShouldAllBe(task => task.Artifacts == null);
        List(new ListTasksRequest { ContextId = "one", IncludeArtifacts = true }).Tasks.Single().Artifacts!.Single().Text.ShouldBe("text");
        List(new ListTasksRequest { Status = TaskState.InputRequired }).Tasks.Single().Id.ShouldBe(waiting);
        List(new ListTasksRequest { StatusTimestampAfter = _world.Clock.GetUtcNow() }).Tasks.Single().Id.ShouldBe(waiting);
        List(new ListTasksRequest { HistoryLength = 0 }).Tasks.ShouldAllBe(task => task.History == null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    [InlineData(-1)]
    public void A_page_size_out_of_range_is_refused(int size) =>
        _world.Refused(() => _world.Handler.ListTasksAsync(new ListTasksRequest { PageSize = size }, _world.Scope, default)).Message.ShouldContain($"is {size};");

    [Theory]
    [InlineData("!!!")]
    [InlineData("bm90IG91cnM")]
    public void A_page_token_of_somebody_elses_making_is_refused(string token) =>
        _world.Refused(() => _world.Handler.ListTasksAsync(new ListTasksRequest { PageToken = token }, _world.Scope, default))
            .FieldViolations!.Single().Field.ShouldBe("pageToken");

    private ListTasksResponse List(ListTasksRequest request) => _world.Loop.Run(() => _world.Handler.ListTasksAsync(request, _world.Scope, default));

    private string Waiting()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        return _world.Send().Task!.Id;
    }

    private A2AException Refused(SendMessageRequest request) => _world.Refused(() => _world.Handler.SendMessageAsync(request, _world.Scope, default));

    private string FieldOf(SendMessageRequest request) => Refused(request).FieldViolations!.Single().Field;
}
