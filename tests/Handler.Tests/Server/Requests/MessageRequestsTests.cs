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
    public void Several_turns_are_in_the_history_in_the_order_in_which_they_were_said()
    {
        var id = Waiting();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("looking", cancel);
            await task.RequireAuthAsync("may I?", cancel);
        };
        _world.Send("that", id);
        _world.Script.Execute = (_, task, cancel) => task.CompleteAsync("done", cancel);
        var task = _world.Send("you may", id).Task!;

        task.History!.Select(message => message.Text).ShouldBe(["hello", "which one?", "that", "looking", "may I?", "you may"]);
        task.History!.Select(message => message.Role).ShouldBe([Role.User, Role.Agent, Role.User, Role.Agent, Role.Agent, Role.User]);
        task.History!.Select(message => message.MessageId).ShouldBeUnique();
        task.Status.Message!.Text.ShouldBe("done");
    }

    [Fact]
    public void The_tasks_that_a_message_refers_to_are_for_the_agent_to_read_as_far_as_they_are_its_senders()
    {
        var others = _world.Send().Task!.Id;
        _world.Scope = new RequestScope(new OwnerScope("", "ann"));
        var own = _world.Send().Task!.Id;
        IReadOnlyList<string> named = [];
        IReadOnlyList<AgentTask> read = [];
        _world.Script.Execute = async (request, task, cancel) =>
        {
            (named, read) = (request.ReferenceTaskIds, await request.ReadReferencedTasksAsync(cancel));
            await task.CompleteAsync(cancel: cancel);
        };
        var message = _world.Message();

        var answer = _world.Done(_world.StartSend(message with { Message = message.Message with { ReferenceTaskIds = [own, "unknown", others, own] } })).Task!;

        named.ShouldBe([own, "unknown", others, own]);
        read.ShouldHaveSingleItem().Id.ShouldBe(own);
        answer.History!.Single().ReferenceTaskIds.ShouldBe([own, "unknown", others, own]);
    }

    [Fact]
    public void References_are_bounded()
    {
        var good = _world.Message();

        FieldOf(good with { Message = good.Message with { ReferenceTaskIds = [.. Enumerable.Repeat("t", 101)] } }).ShouldBe("message.referenceTaskIds");
        FieldOf(good with { Message = good.Message with { ReferenceTaskIds = [new string('x', 257)] } }).ShouldBe("message.referenceTaskIds");
    }

    private string Waiting()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        return _world.Send().Task!.Id;
    }

    private A2AException Refused(SendMessageRequest request) => _world.Refused(() => _world.Handler.SendMessageAsync(request, _world.Scope, default));

    private string FieldOf(SendMessageRequest request) => Refused(request).FieldViolations!.Single().Field;
}
