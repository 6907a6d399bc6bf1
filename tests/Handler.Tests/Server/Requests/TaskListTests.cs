using System.Text;
using Handler.Protocol;
using Handler.Server.Requests;

namespace Handler.Tests.Server.Requests;

public sealed class TaskListTests
{
    private readonly AgentWorld _world = new();

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

    [Fact]
    public void A_page_token_that_was_changed_at_any_place_is_refused()
    {
        _world.Script.Execute = (_, task, cancel) => task.CompleteAsync(cancel: cancel);
        Enumerable.Range(0, 2).ToList().ForEach(_ => _world.Done(_world.StartSend(_world.Message())));
        var token = List(new ListTasksRequest { PageSize = 1 }).NextPageToken!;

        // In the last place of the text some bits belong to no byte.
        for (var place = 0; place < token.Length - 1; place++)
        {
            var changed = $"{token[..place]}{(token[place] == 'M' ? 'N' : 'M')}{token[(place + 1)..]}";

            _world.Refused(() => _world.Handler.ListTasksAsync(new ListTasksRequest { PageToken = changed }, _world.Scope, default))
                .FieldViolations!.Single().Field.ShouldBe("pageToken", changed);
        }
    }

    [Fact]
    public void What_changes_between_two_pages_is_seen_at_most_once_and_all_else_exactly_once()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var ids = Enumerable.Range(0, 6).Select(_ => Later(() => _world.Send().Task!.Id)).Reverse().ToList();
        var first = List(new ListTasksRequest { PageSize = 2 });

        Later(() => _world.Send("that", ids[0]));
        Later(() => _world.Send("that", ids[3]));
        var @new = Later(() => _world.Send().Task!.Id);
        var second = List(new ListTasksRequest { PageSize = 2, PageToken = first.NextPageToken });
        var third = List(new ListTasksRequest { PageSize = 2, PageToken = second.NextPageToken });

        first.Tasks.Concat(second.Tasks).Concat(third.Tasks).Select(task => task.Id).ShouldBe([ids[0], ids[1], ids[2], ids[4], ids[5]]);
        third.NextPageToken.ShouldBeEmpty();
        List(new ListTasksRequest { PageSize = 3 }).Tasks.Select(task => task.Id).ShouldBe([@new, ids[3], ids[0]]);
    }

    [Fact]
    public void A_token_is_for_the_pages_of_one_list_whatever_their_size()
    {
        _world.Script.Execute = (_, task, cancel) => task.CompleteAsync(cancel: cancel);
        Enumerable.Range(0, 3).ToList().ForEach(_ => _world.Done(_world.StartSend(_world.Message(contextId: "ours"))));
        var asked = new ListTasksRequest { ContextId = "ours", Status = TaskState.Completed, StatusTimestampAfter = DateTimeOffset.UnixEpoch, PageSize = 1 };
        var token = List(asked).NextPageToken;

        List(asked with { PageToken = token, PageSize = 5, HistoryLength = 0, IncludeArtifacts = true }).Tasks.Count.ShouldBe(2);
        foreach (var other in new[]
        {
            asked with { ContextId = null }, asked with { Status = null }, asked with { StatusTimestampAfter = null }, asked with { Status = TaskState.Failed },
        })
        {
            _world.Refused(() => _world.Handler.ListTasksAsync(other with { PageToken = token }, _world.Scope, default))
                .FieldViolations!.Single().Description.ShouldContain("another list");
        }
    }

    [Fact]
    public void A_token_of_a_list_of_configs_is_none_of_a_list_of_tasks()
    {
        var token = PageToken.Write("configs t", DateTimeOffset.UnixEpoch, "id");

        _world.Refused(() => _world.Handler.ListTasksAsync(new ListTasksRequest { PageToken = token }, _world.Scope, default))
            .FieldViolations!.Single().Field.ShouldBe("pageToken");
    }

    [Fact]
    public void Artifacts_that_are_asked_for_are_told_also_where_there_are_none()
    {
        _world.Send();

        List(new ListTasksRequest { IncludeArtifacts = true }).Tasks.Single().Artifacts.ShouldBeEmpty();
        Encoding.UTF8.GetString(A2AJson.Write(List(new ListTasksRequest { IncludeArtifacts = true }))).ShouldContain("\"artifacts\":[]");
        Encoding.UTF8.GetString(A2AJson.Write(List(new ListTasksRequest()))).ShouldNotContain("artifacts");
    }

    private T Later<T>(Func<T> act)
    {
        _world.Loop.RunFor(TimeSpan.FromSeconds(1));
        return act();
    }

    private ListTasksResponse List(ListTasksRequest request) => _world.Loop.Run(() => _world.Handler.ListTasksAsync(request, _world.Scope, default));

    private string Waiting()
    {
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        return _world.Send().Task!.Id;
    }
}
