using System.Text.Json.Nodes;
using Handler.Client;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;

namespace Handler.EndToEndTests.Conversations;

/// <summary>A message that is sent again, over sockets and on a database: many at once, through either binding, and after a restart.</summary>
public sealed class RepeatedMessageTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private ConversingHost _host = null!;

    public async Task InitializeAsync() => _host = await StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Of_one_message_that_comes_many_times_at_once_one_task_is_made_and_worked_on_once()
    {
        var tasks = await ManyAsync(channel => channel.SendAsync("just do it", messageId: "m1", context: "ours"));

        tasks.Select(task => (string?)task["id"]).Distinct().ShouldHaveSingleItem();
        tasks.ShouldAllBe(task => (string?)task["status"]!["state"] == "TASK_STATE_COMPLETED");
        _host.Cues.Executed["just do it"].ShouldBe(1);
    }

    [Fact]
    public async Task Of_one_answer_that_comes_many_times_at_once_one_turn_is_made()
    {
        var id = (string)(await Of("REST 1.0").SendAsync("ask me"))["id"]!;

        var tasks = await ManyAsync(channel => channel.SendAsync("that one", id, messageId: "m2"));

        tasks.ShouldAllBe(task => (string?)task["status"]!["state"] == "TASK_STATE_COMPLETED");
        _host.Cues.Executed["that one"].ShouldBe(1);
        (await ReadAsync(id)).History!.Count(message => message.MessageId == "m2").ShouldBe(1);
    }

    [Fact]
    public async Task Different_messages_to_one_task_at_once_have_a_turn_each()
    {
        var id = (string)(await Of("REST 1.0").SendAsync("ask me"))["id"]!;

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Of(Channel.Names[3 * (i % 2)]).SendAsync($"ask again {i}", id)));

        asked.ShouldAllBe(task => (string?)task["status"]!["state"] == "TASK_STATE_INPUT_REQUIRED");
        (await ReadAsync(id)).History!.Count(message => message.Role == Role.User).ShouldBe(9);
    }

    [Fact]
    public async Task After_a_restart_it_is_known_still()
    {
        var first = await Of("JSON-RPC 1.0").SendAsync("ask me", messageId: "m3", context: "ours");
        var id = (string)first["id"]!;
        await Of("JSON-RPC 1.0").SendAsync("that", id, messageId: "m4");
        await _host.DisposeAsync();
        _host = await StartAsync();

        var again = await Of("REST 1.0").SendAsync("ask me", messageId: "m3", context: "ours");
        var answered = await Of("REST 0.3").SendAsync("that", id, messageId: "m4");

        ((string?)again["id"]).ShouldBe(id);
        ((string?)answered["id"]).ShouldBe(id);
        (await ReadAsync(id)).History!.Count.ShouldBe(4);
        _host.Cues.Executed.ShouldBeEmpty();
    }

    private Task<JsonNode[]> ManyAsync(Func<Channel, Task<JsonNode>> send) =>
        Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => send(Of(Channel.Names[3 * (i % 2)])))));

    private async Task<AgentTask> ReadAsync(string id)
    {
        using var reader = new A2AClient(_host.Url + "/");
        return await reader.GetTaskAsync(id);
    }

    private Channel Of(string name) => Channel.Of(name, _http, _host.Url);

    private Task<ConversingHost> StartAsync() => ConversingHost.StartAsync(_folder.File("agent.db"));
}
