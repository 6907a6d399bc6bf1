using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Tasks;

/// <summary>What an executor refuses in the terms of the protocol, and what it makes that the protocol does not allow.</summary>
public sealed class RefusalTests
{
    private readonly AgentWorld _world = new();

    [Fact]
    public void An_error_of_the_protocol_as_the_first_act_is_the_answer_and_leaves_no_task()
    {
        _world.Script.Execute = (_, _, _) => throw A2AException.ContentTypeNotSupported("application/pdf", "text/plain");

        var error = _world.Refused(() => _world.Handler.SendMessageAsync(_world.Message(), _world.Scope, CancellationToken.None));

        error.Code.ShouldBe(A2AErrorCode.ContentTypeNotSupported);
        error.Message.ShouldBe("'application/pdf' is not supported; use text/plain.");
        _world.Store.Commits.ShouldBeEmpty();
        CountOfTasks().ShouldBe(0);
        _world.Runs.Count.ShouldBe(0);
    }

    [Fact]
    public void The_stream_of_a_refused_message_is_refused_before_its_first_event()
    {
        _world.Script.Execute = (_, _, _) => throw A2AException.UnsupportedOperation("Not on Sundays.");

        var (seen, done) = _world.Stream(_world.Message());

        seen.ShouldBeEmpty();
        Should.Throw<A2AException>(() => _world.Loop.Run(() => done)).Message.ShouldBe("Not on Sundays.");
        CountOfTasks().ShouldBe(0);
    }

    [Fact]
    public void An_immediate_return_is_refused_too()
    {
        _world.Script.Execute = (_, _, _) => throw A2AException.UnsupportedOperation("Not on Sundays.");

        _world.Refused(() => _world.Handler.SendMessageAsync(_world.Message(immediately: true), _world.Scope, CancellationToken.None))
            .Code.ShouldBe(A2AErrorCode.UnsupportedOperation);
    }

    [Fact]
    public void Once_something_was_said_the_task_fails_with_the_errors_text()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            throw A2AException.UnsupportedOperation("Not on Sundays.");
        };

        var task = _world.Send().Task!;

        task.Status.State.ShouldBe(TaskState.Failed);
        task.Status.Message!.Text.ShouldBe("Not on Sundays.");
    }

    [Fact]
    public void What_was_appended_and_not_committed_yet_counts_as_said()
    {
        _world.Script.Execute = async (_, task, cancel) =>
        {
            await task.AppendAsync("report", "so far", cancel);
            throw A2AException.UnsupportedOperation("Not on Sundays.");
        };

        var task = _world.Send().Task!;

        task.Status.State.ShouldBe(TaskState.Failed);
        task.Artifacts!.Single().Parts.Single().Text.ShouldBe("so far");
    }

    [Fact]
    public void A_later_message_that_is_refused_fails_the_task_with_the_errors_text()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send().Task!.Id;
        _world.Script.Execute = (_, _, _) => throw A2AException.UnsupportedOperation("Not on Sundays.");

        var task = _world.Send("that one", id).Task!;

        (task.Status.State, task.Status.Message!.Text).ShouldBe((TaskState.Failed, "Not on Sundays."));
    }

    [Fact]
    public void An_artifact_without_parts_is_an_invalid_answer_of_the_agent()
    {
        Exception? told = null;
        _world.Script.Execute = async (_, task, cancel) =>
        {
            told = await Should.ThrowAsync<A2AException>(() => task.AddArtifactAsync(new Artifact { ArtifactId = "a", Parts = [] }, cancel));
            throw told;
        };

        var error = _world.Refused(() => _world.Handler.SendMessageAsync(_world.Message(), _world.Scope, CancellationToken.None));

        error.ShouldBe(told);
        error.Code.ShouldBe(A2AErrorCode.InvalidAgentResponse);
        error.Message.ShouldStartWith("The agent made something that is no valid A2A. ");
        error.Message.ShouldContain("parts of a Artifact needs at least one element");
    }

    [Fact]
    public void A_reply_or_a_status_that_cannot_be_written_is_an_invalid_answer_too()
    {
        var empty = new Message { MessageId = "m", Role = Role.Agent, Parts = [] };
        var codes = new List<A2AErrorCode>();
        _world.Script.Execute = async (_, task, cancel) =>
        {
            codes.Add((await Should.ThrowAsync<A2AException>(() => task.ReplyAsync(empty, cancel))).Code);
            codes.Add((await Should.ThrowAsync<A2AException>(() => task.UpdateStatusAsync(TaskState.Working, empty, cancel))).Code);
            await task.CompleteAsync("done all the same", cancel);
        };

        _world.Send().Task!.Status.Message!.Text.ShouldBe("done all the same");
        codes.ShouldBe([A2AErrorCode.InvalidAgentResponse, A2AErrorCode.InvalidAgentResponse]);
    }

    private long CountOfTasks() => _world.Loop.Run(() => _world.Store.ListAsync(
        new TaskQuery { Scope = OwnerScope.Anonymous, Limit = 10 }, CancellationToken.None)).Total;
}
