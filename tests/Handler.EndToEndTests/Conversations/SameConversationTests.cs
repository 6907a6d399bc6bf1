using System.Text.Json.Nodes;
using Handler.Client;
using Handler.Protocol;

namespace Handler.EndToEndTests.Conversations;

/// <summary>
/// Issue 6: one agent process answers all three dialects and both bindings on one port, and the same conversation through each of them gives
/// the same task but for ids and times.
/// </summary>
public sealed class SameConversationTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private ConversingHost _host = null!;
    private A2AClient _reader = null!;

    public static TheoryData<string> Others => [.. Channel.Names.Skip(1)];

    public async Task InitializeAsync()
    {
        _host = await ConversingHost.StartAsync();
        _reader = new A2AClient(_host.Url + "/");
    }

    public async Task DisposeAsync()
    {
        _reader.Dispose();
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_question_its_answer_and_an_artifact_in_chunks_give_the_same_task(string name)
    {
        var expected = await AskedAsync(Channel.Names[0]);

        var task = await AskedAsync(name);

        Plain(task).ShouldBe(Plain(expected));
        task.Status.State.ShouldBe(TaskState.Completed);
        task.History!.Select(message => message.Text).ShouldBe(["ask me", "Which one?", "that", "Looking."]);
        task.Artifacts.ShouldHaveSingleItem().Text.ShouldBe("one two three");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_cancellation_gives_the_same_task(string name)
    {
        var expected = await CanceledAsync(Channel.Names[0]);

        var task = await CanceledAsync(name);

        Plain(task).ShouldBe(Plain(expected));
        task.Status.State.ShouldBe(TaskState.Canceled);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_rejection_gives_the_same_task(string name)
    {
        var expected = await RejectedAsync(Channel.Names[0]);

        var task = await RejectedAsync(name);

        Plain(task).ShouldBe(Plain(expected));
        task.Status.State.ShouldBe(TaskState.Rejected);
    }

    private async Task<AgentTask> AskedAsync(string name)
    {
        var channel = Of(name);
        var id = (string)(await channel.SendAsync("ask me"))["id"]!;
        await UntilAsync(id, TaskState.InputRequired);
        ((string?)(await channel.SendAsync("that", id))["id"]).ShouldBe(id);
        return await UntilAsync(id, TaskState.Completed);
    }

    private async Task<AgentTask> CanceledAsync(string name)
    {
        var channel = Of(name);
        var id = (string)(await channel.SendAsync("wait here", blocks: false))["id"]!;
        await UntilAsync(id, TaskState.Working);
        ((string?)(await channel.CancelAsync(id))["id"]).ShouldBe(id);
        return await UntilAsync(id, TaskState.Canceled);
    }

    private async Task<AgentTask> RejectedAsync(string name) =>
        await UntilAsync((string)(await Of(name).SendAsync("reject this"))["id"]!, TaskState.Rejected);

    private Channel Of(string name) => Channel.Of(name, _http, _host.Url);

    /// <summary>The task as 1.0 reads it, once it is so far: the legacy dialect does not wait for it.</summary>
    private async Task<AgentTask> UntilAsync(string id, TaskState state)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var task = await _reader.GetTaskAsync(id, cancel: late.Token);
            if (task.Status.State == state)
            {
                return task;
            }

            await Task.Delay(20, late.Token);
        }
    }

    /// <summary>The task as JSON, its ids by the order of their appearance, its times left out.</summary>
    private static string Plain(AgentTask task)
    {
        var json = JsonNode.Parse(A2AJson.Write(task))!;
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        Plain(json, ids);
        return json.ToJsonString();
    }

    private static void Plain(JsonNode node, Dictionary<string, string> ids)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items.OfType<JsonNode>().ToList())
            {
                Plain(item, ids);
            }
        }
        else if (node is JsonObject members)
        {
            members.Remove("timestamp");
            foreach (var (name, value) in members.ToList())
            {
                if (name is "id" or "taskId" or "contextId" or "messageId")
                {
                    members[name] = Name((string)value!, ids);
                }
                else if (value is not null)
                {
                    Plain(value, ids);
                }
            }
        }
    }

    private static string Name(string id, Dictionary<string, string> ids)
    {
        ids.TryAdd(id, $"id {ids.Count}");
        return ids[id];
    }
}
