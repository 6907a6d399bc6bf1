using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Requests;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Tests.Server.Requests;

public sealed class RepeatedMessageTests
{
    private readonly AgentWorld _world = new();
    private int _executed;

    public RepeatedMessageTests() => Does((request, task, cancel) => task.CompleteAsync($"did {request.Text}", cancel));

    [Fact]
    public void A_message_sent_again_in_its_context_is_answered_with_the_task_that_it_made()
    {
        var message = _world.Message(contextId: "ours");
        var first = Send(message);

        var again = Send(message);

        again.Id.ShouldBe(first.Id);
        A2AJson.Write(again).ShouldBe(A2AJson.Write(first));
        _executed.ShouldBe(1);
        _world.Loop.Run(() => _world.Handler.ListTasksAsync(new ListTasksRequest(), _world.Scope, default)).TotalSize.ShouldBe(1);
    }

    [Fact]
    public void Who_learned_the_context_from_the_lost_answer_may_name_it()
    {
        var message = _world.Message();
        var first = Send(message);

        Send(message with { Message = message.Message with { ContextId = first.ContextId } }).Id.ShouldBe(first.Id);

        _executed.ShouldBe(1);
    }

    [Fact]
    public void A_message_without_a_context_makes_a_task_each_time()
    {
        var message = _world.Message();

        Send(message).Id.ShouldNotBe(Send(message).Id);

        _executed.ShouldBe(2);
    }

    [Fact]
    public void An_id_that_is_used_for_other_words_makes_another_task()
    {
        var message = _world.Message("one", contextId: "ours");
        var first = Send(message);

        var other = Send(message with { Message = message.Message with { Parts = [Part.FromText("two")] } });

        other.Id.ShouldNotBe(first.Id);
        Send(message with { Message = message.Message with { ContextId = "another" } }).Id.ShouldNotBe(first.Id);
        Send(message with { Message = message.Message with { MessageId = "another" } }).Id.ShouldNotBe(first.Id);
        _executed.ShouldBe(4);
    }

    [Fact]
    public void Content_is_equal_whatever_the_order_of_its_names()
    {
        var message = _world.Message(contextId: "ours");
        var first = Send(WithData(message, """{"a": 1, "b": [{"c": "x", "d": null}]}"""));

        Send(WithData(message, """{"b": [{"d": null, "c": "x"}], "a": 1}""")).Id.ShouldBe(first.Id);
        Send(WithData(message, """{"b": [{"d": null, "c": "y"}], "a": 1}""")).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public void Messages_of_others_and_of_other_tenants_are_their_own()
    {
        var message = _world.Message(contextId: "ours");
        var first = Send(message);

        _world.Scope = new RequestScope(new OwnerScope("", "somebody else"));
        Send(message).Id.ShouldNotBe(first.Id);
        _world.Scope = new RequestScope(new OwnerScope("tenant", ""));
        Send(message).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public void A_message_sent_again_to_its_task_has_one_turn_and_is_in_the_history_once()
    {
        Does((_, task, cancel) => task.RequireInputAsync("which one?", cancel));
        var id = Send(_world.Message()).Id;
        var answer = _world.Message("that", id);
        Send(answer);
        _executed.ShouldBe(2);

        var again = Send(answer);

        again.Id.ShouldBe(id);
        again.Status.State.ShouldBe(TaskState.InputRequired);
        again.History!.Select(message => message.Text).ShouldBe(["hello", "which one?", "that"]);
        _executed.ShouldBe(2);
        _world.Stored(id).Run.ShouldBeNull();
    }

    [Fact]
    public void A_message_sent_again_to_a_task_that_has_ended_is_answered_and_another_is_refused()
    {
        Does((_, task, cancel) => task.RequireInputAsync("which one?", cancel));
        var id = Send(_world.Message()).Id;
        Does((_, task, cancel) => task.CompleteAsync("done", cancel));
        var answer = _world.Message("that", id);
        Send(answer);

        Send(answer).Status.State.ShouldBe(TaskState.Completed);

        var other = answer with { Message = answer.Message with { Parts = [Part.FromText("this")] } };
        _world.Refused(() => _world.Handler.SendMessageAsync(other, _world.Scope, default)).Code.ShouldBe(A2AErrorCode.UnsupportedOperation);
    }

    [Fact]
    public void An_id_that_is_used_again_in_a_task_for_other_words_is_a_turn()
    {
        Does((_, task, cancel) => task.RequireInputAsync("which one?", cancel));
        var first = _world.Message("one");
        var id = Send(first).Id;

        var second = Send(first with { Message = first.Message with { TaskId = id, Parts = [Part.FromText("two")] } });

        second.History!.Select(message => message.Text).ShouldBe(["one", "which one?", "two"]);
        _executed.ShouldBe(2);
    }

    [Fact]
    public void The_first_message_sent_again_to_the_task_that_it_made_is_answered_with_it()
    {
        Does((_, task, cancel) => task.RequireInputAsync("which one?", cancel));
        var first = _world.Message("one");
        var id = Send(first).Id;

        Send(first with { Message = first.Message with { TaskId = id } }).History!.Count.ShouldBe(1);

        _executed.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_at_the_same_instant_both_wait_for_the_one_turn(bool next)
    {
        var go = new TaskCompletionSource();
        var message = next ? _world.Message("that", Waiting()) : _world.Message(contextId: "ours");
        _executed = 0;
        Does(async (_, task, cancel) =>
        {
            await go.Task;
            await task.CompleteAsync("done", cancel);
        });

        var both = new[] { _world.StartSend(message), _world.StartSend(message) };
        _world.Loop.RunUntilIdle();
        both.ShouldAllBe(sent => !sent.IsCompleted);
        Complete(go);

        both[1].Result.Task!.Id.ShouldBe(both[0].Result.Task!.Id);
        both.ShouldAllBe(sent => sent.Result.Task!.Status.State == TaskState.Completed);
        _executed.ShouldBe(1);
        _world.Get(both[0].Result.Task!.Id).History!.Count(said => said.MessageId == message.Message.MessageId).ShouldBe(1);
    }

    [Fact]
    public void A_message_that_waits_for_its_turn_waits_once()
    {
        var go = new TaskCompletionSource();
        Does(async (request, task, cancel) =>
        {
            await task.WorkingAsync(request.Text, cancel);
            await go.Task;
            await task.RequireInputAsync("and now?", cancel);
        });
        var id = _world.Begin();
        var next = _world.Message("next", id);

        var both = new[] { _world.StartSend(next), _world.StartSend(next) };
        _world.Loop.RunUntilIdle();
        Complete(go);

        both.ShouldAllBe(sent => sent.Result.Task!.Status.State == TaskState.InputRequired);
        _executed.ShouldBe(2);
        _world.Get(id).History!.Count(said => said.Text == "next" && said.Role == Role.User).ShouldBe(1);
    }

    [Fact]
    public void A_stream_of_a_message_sent_again_tells_the_turn_from_its_beginning()
    {
        var go = new TaskCompletionSource();
        Does(async (_, task, cancel) =>
        {
            await task.WorkingAsync("at it", cancel);
            await go.Task;
            await task.CompleteAsync("done", cancel);
        });
        var message = _world.Message(contextId: "ours");
        var first = _world.Stream(message);

        var again = _world.Stream(message);
        Complete(go);

        again.Done.IsCompletedSuccessfully.ShouldBeTrue();
        again.Seen.Select(A2AJson.Write).ShouldBe(first.Seen.Select(A2AJson.Write));
        again.Seen[^1].State.ShouldBe(TaskState.Completed);
        _executed.ShouldBe(1);
    }

    [Fact]
    public void A_stream_of_a_message_whose_turn_is_over_is_the_task_as_it_is()
    {
        Does((_, task, cancel) => task.RequireInputAsync("which one?", cancel));
        var message = _world.Message(contextId: "ours");
        Send(message);

        var (seen, done) = _world.Stream(message);

        done.IsCompletedSuccessfully.ShouldBeTrue();
        seen.ShouldHaveSingleItem().Task!.Status.State.ShouldBe(TaskState.InputRequired);
    }

    [Fact]
    public void An_immediate_return_of_a_message_sent_again_has_the_task_as_it_is()
    {
        var go = new TaskCompletionSource();
        Does(async (_, task, cancel) =>
        {
            await task.WorkingAsync("at it", cancel);
            await go.Task;
            await task.CompleteAsync("done", cancel);
        });
        var message = _world.Message(contextId: "ours", immediately: true);
        var first = Send(message);

        Send(message).Status.State.ShouldBe(TaskState.Working);
        Complete(go);

        var last = Send(message);
        last.Id.ShouldBe(first.Id);
        last.Status.State.ShouldBe(TaskState.Completed);
        _world.Done(_world.Loop.Start(() => _world.Handler.StartMessageAsync(message, _world.Scope, default))).Task!.Id.ShouldBe(first.Id);
        _executed.ShouldBe(1);
    }

    [Fact]
    public void A_message_that_was_answered_by_a_message_is_answered_anew()
    {
        Does((_, task, cancel) => task.ReplyAsync("just so", cancel));
        var message = _world.Message(contextId: "ours");

        _world.Done(_world.StartSend(message)).Message!.Text.ShouldBe("just so");
        _world.Done(_world.StartSend(message)).Message!.Text.ShouldBe("just so");

        _executed.ShouldBe(2);
    }

    [Fact]
    public void Two_at_the_same_instant_are_answered_by_the_one_message_of_the_agent()
    {
        var go = new TaskCompletionSource();
        Does(async (_, task, cancel) =>
        {
            await go.Task;
            await task.ReplyAsync("just so", cancel);
        });
        var message = _world.Message(contextId: "ours");

        var both = new[] { _world.StartSend(message), _world.StartSend(message) };
        _world.Loop.RunUntilIdle();
        Complete(go);

        both[1].Result.Message.ShouldBe(both[0].Result.Message);
        _executed.ShouldBe(1);
    }

    [Fact]
    public void A_config_that_comes_with_the_repetition_is_set()
    {
        var go = new TaskCompletionSource();
        Does(async (_, task, cancel) =>
        {
            await go.Task;
            await task.CompleteAsync("done", cancel);
        });
        var message = _world.Message(contextId: "ours");
        var first = _world.StartSend(message);
        _world.Loop.RunUntilIdle();

        var hook = new TaskPushNotificationConfig { Url = "https://93.184.216.34/hook" };
        var again = _world.StartSend(message with { Configuration = new SendMessageConfiguration { TaskPushNotificationConfig = hook } });
        _world.Loop.RunUntilIdle();
        Complete(go);

        var id = again.Result.Task!.Id;
        id.ShouldBe(first.Result.Task!.Id);
        _world.Loop.Run(() => _world.Store.GetAsync(_world.Scope.Task(id), PushConfigRequests.DefaultId, default)).ShouldNotBeNull();
    }

    [Fact]
    public void A_run_that_was_taken_up_after_a_restart_is_waited_for()
    {
        var go = new TaskCompletionSource();
        Does(async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await go.Task;
        });
        var message = _world.Message(contextId: "ours", immediately: true);
        var id = Send(message).Id;
        _world.Script.Resume = async (_, task, cancel) =>
        {
            await go.Task;
            await task.CompleteAsync("after all", cancel);
        };
        var after = new TaskRuns(_world.Parts);
        var requests = new MessageRequests(_world.Store, after, _world.Streams, _world.Configs, _world.Parts.Settings, _world.Clock, _world.Parts.Ids);
        var run = _world.Loop.Run(() => _world.Store.BeginRunAsync(_world.Scope.Task(id), _world.Stored(id).Run, default));
        _world.Loop.Run(() => Task.FromResult(after.Begin(run.Task!, new Turn(TurnKind.Resume))));

        var again = _world.Loop.Start(() => requests.SendAsync(message with { Configuration = null }, _world.Scope, default));
        _world.Loop.RunUntilIdle();
        again.IsCompleted.ShouldBeFalse();
        Complete(go);

        again.Result.Task!.Status.Message!.Text.ShouldBe("after all");
    }

    private static SendMessageRequest WithData(SendMessageRequest request, string json)
    {
        using var document = JsonDocument.Parse(json);
        return request with { Message = request.Message with { Parts = [new Part { Data = document.RootElement.Clone() }] } };
    }

    private void Does(Func<RequestContext, TaskUpdater, CancellationToken, Task> act) => _world.Script.Execute = (request, task, cancel) =>
    {
        _executed++;
        return act(request, task, cancel);
    };

    private string Waiting()
    {
        Does((_, task, cancel) => task.RequireInputAsync("which one?", cancel));
        return Send(_world.Message()).Id;
    }

    private AgentTask Send(SendMessageRequest request) => _world.Done(_world.StartSend(request)).Task!;

    private void Complete(TaskCompletionSource step)
    {
        _world.Loop.Run(() =>
        {
            step.SetResult();
            return Task.CompletedTask;
        });
        _world.Loop.RunUntilIdle();
    }
}
