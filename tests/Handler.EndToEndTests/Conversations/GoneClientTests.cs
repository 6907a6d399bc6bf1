using System.Text;
using System.Text.Json.Nodes;
using Handler.Client;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;

namespace Handler.EndToEndTests.Conversations;

/// <summary>A client whose connection breaks off, while it waits for the answer, streams or follows, ends neither the task nor anybody else's stream.</summary>
public sealed class GoneClientTests : IAsyncLifetime
{
    private ConversingHost _host = null!;
    private A2AClient _reader = null!;

    public async Task InitializeAsync()
    {
        _host = await ConversingHost.StartAsync();
        _reader = new A2AClient(_host.Url + "/");
    }

    public async Task DisposeAsync()
    {
        _reader.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("/message:send")]
    [InlineData("/message:stream")]
    [InlineData("/", "SendMessage")]
    [InlineData("/", "SendStreamingMessage")]
    public async Task Who_sent_the_message_may_go(string path, string? method = null)
    {
        var body = new JsonObject
        {
            ["message"] = new JsonObject
            {
                ["messageId"] = "m1",
                ["contextId"] = "ours",
                ["role"] = "ROLE_USER",
                ["parts"] = new JsonArray(new JsonObject { ["text"] = "wait here" }),
            },
        };
        using (var http = new HttpClient())
        {
            var asked = PostAsync(http, path, method is null ? body : new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = body });
            await UntilAsync(TaskState.Working);
            http.CancelPendingRequests();
            await Should.ThrowAsync<OperationCanceledException>(() => asked);
        }

        await GoneAsync();
        _host.Runs.Count.ShouldBe(1);
        _host.Cues.Go.SetResult();

        (await UntilAsync(TaskState.Completed)).Status.Message!.Text.ShouldBe("Waited.");
    }

    [Fact]
    public async Task Who_follows_may_go_and_who_stays_sees_the_end()
    {
        var id = (await _reader.SendTextAsync("wait here", configuration: new() { ReturnImmediately = true })).Task!.Id;
        var stays = _reader.SubscribeToTaskAsync(id).ToListAsync().AsTask();
        using (var http = new HttpClient())
        {
            using var left = await http.GetAsync($"{_host.Url}/tasks/{id}:subscribe", HttpCompletionOption.ResponseHeadersRead);
            left.EnsureSuccessStatusCode();
        }

        _host.Cues.Go.SetResult();

        (await stays)[^1].State.ShouldBe(TaskState.Completed);
    }

    private async Task PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(_host.Url + path, content);
    }

    /// <summary>The reader's own connection alone is left.</summary>
    private Task GoneAsync() => Eventually.HoldsAsync(() => _host.Connections <= 1, () => $"{_host.Connections} connections are open");

    private async Task<AgentTask> UntilAsync(TaskState state)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (true)
        {
            var listed = await _reader.ListTasksAsync(new ListTasksRequest { ContextId = "ours" }, late.Token);
            if (listed.Tasks is [{ } task] && task.Status.State == state)
            {
                return task;
            }

            await Task.Delay(20, late.Token);
        }
    }
}
