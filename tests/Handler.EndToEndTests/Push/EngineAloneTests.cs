using Handler.Client;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.TestKit;

namespace Handler.EndToEndTests.Push;

/// <summary>The sample of the engine alone: a server of another make, whose notifications arrive.</summary>
public sealed class EngineAloneTests : IAsyncLifetime
{
    private const string Sample = "EngineAlone.dll";
    private const string End = "All three steps are done.";

    private readonly TestWebhook _hook = TestWebhook.Start();
    private readonly TemporaryFolder _folder = new();
    private readonly ReservedPort _port = new();
    private ChildProcess _server = null!;
    private A2AClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = new A2AClient($"http://127.0.0.1:{_port.Number}/");
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
        _port.Dispose();
        _folder.Dispose();
        await _hook.DisposeAsync();
    }

    [Fact]
    public async Task Updates_of_a_foreign_server_arrive_in_order()
    {
        await BeginAsync();

        await HeardAsync(End);
        Heard().ShouldBe(["task", "Step 1 of 3 is done.", "Step 2 of 3 is done.", "Step 3 of 3 is done.", End]);
        _hook.Arrivals.Select(arrival => arrival.Previous).ShouldBe([null, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task Configs_of_a_foreign_server_are_kept_listed_deleted_and_refused()
    {
        var task = await BeginAsync();

        (await ListAsync(task)).ShouldHaveSingleItem().Url.ShouldBe(_hook.Url.ToString());
        await _client.DeleteTaskPushNotificationConfigAsync(task, A2AClient.DefaultPushConfigId);
        (await ListAsync(task)).ShouldBeEmpty();
        (await Should.ThrowAsync<A2AClientException>(() => _client.SetPushConfigAsync(task, "http://169.254.169.254/"))).Message.ShouldContain("169.254.169.254");
        await Should.ThrowAsync<A2AClientException>(() => _client.SetPushConfigAsync("unknown", _hook.Url.ToString()));
    }

    [Fact]
    public async Task What_a_foreign_server_told_before_it_was_killed_arrives_after_the_next_start()
    {
        _hook.AnswerOtherwise(WebhookAnswer.Of(503));
        var task = await BeginAsync();
        await EndedAsync(task);
        await _server.KillAsync();

        _hook.AnswerOtherwise(WebhookAnswer.Ok);
        await StartAsync();

        await HeardAsync(End);
        _hook.Arrivals.GroupBy(arrival => arrival.Id).Select(same => same.Select(arrival => arrival.Text).Distinct().Count()).ShouldAllBe(bodies => bodies == 1);
        _hook.Arrivals.Select(arrival => arrival.Id.Sequence).Distinct().ShouldBe([1, 2, 3, 4, 5]);
    }

    private async Task StartAsync()
    {
        _server = ChildProcess.StartDotnet(Sample, $"http://127.0.0.1:{_port.Release()}", _folder.File("engine.db"));
        await _server.WaitForLineAsync(line => line.Contains("Now listening on", StringComparison.Ordinal), "that it listens");
    }

    private async Task<string> BeginAsync()
    {
        var config = new TaskPushNotificationConfig { Id = A2AClient.DefaultPushConfigId, Url = _hook.Url.ToString() };
        return (await _client.SendTextAsync("autumn", configuration: new() { TaskPushNotificationConfig = config })).Task!.Id;
    }

    private async Task<IReadOnlyList<TaskPushNotificationConfig>> ListAsync(string task) =>
        (await _client.ListTaskPushNotificationConfigsAsync(new ListTaskPushNotificationConfigsRequest { TaskId = task })).Configs ?? [];

    private async Task EndedAsync(string task)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (!(await _client.GetTaskAsync(task)).Status.State.IsTerminal)
        {
            late.IsCancellationRequested.ShouldBeFalse(_server.Story);
            await Task.Delay(50);
        }
    }

    private Task HeardAsync(string text) => Eventually.HoldsAsync(() => Heard().Contains(text, StringComparer.Ordinal), () => $"Heard: {string.Join(", ", Heard())}\n{_server.Story}");

    private IReadOnlyList<string> Heard() =>
        [.. _hook.Arrivals.Select(arrival => arrival.Update.StatusUpdate?.Status.Message?.Parts[0].Text ?? "task")];
}
