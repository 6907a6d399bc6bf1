using Handler.Client;
using Handler.EndToEndTests.Processes;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Push;

/// <summary>Configs that come, change and go while a task works, or after it.</summary>
public sealed class LateConfigTests : IAsyncLifetime
{
    private const string First = "first";
    private const string Second = "second";

    // Twice as many configs as this are made on one task, which may have 100.
    private const int Rounds = 40;

    private readonly TestWebhook _first = TestWebhook.Start();
    private readonly TestWebhook _second = TestWebhook.Start();
    private readonly HistoryRecorder _recorder = new();
    private HandlerAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _recorder.Watch(First, _first);
        _recorder.Watch(Second, _second);
        _agent = await HandlerAgent.StartAsync(steps: 8, "50ms");
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Config_registered_after_the_task_has_ended_brings_its_final_state()
    {
        var task = await _agent.BeginAsync();
        var ended = await _agent.WaitForEndAsync(task);

        await _agent.Client.SetPushConfigAsync(task, _first.Url.ToString());

        await _recorder.EndsAsync(First, task, () => _agent.Story);
        var told = _recorder.AcceptedBy(First, task).ShouldHaveSingleItem();
        told.Key.ShouldBe("task completed");
        Told.Write(_recorder.ToHistory().Fold(First, task)).ShouldBe(Told.Write(ended));
    }

    [Fact]
    public async Task Config_registered_while_the_task_works_loses_nothing_from_the_snapshot_on()
    {
        var task = await _agent.BeginAsync();
        await _agent.WaitForAsync(task, found => found.Artifacts is { Count: >= 2 });

        await _agent.Client.SetPushConfigAsync(task, _first.Url.ToString());

        await _recorder.EndsAsync(First, task, () => _agent.Story);
        var ended = await _agent.WaitForEndAsync(task);
        var history = _recorder.ToHistory();
        HistoryChecker.Check(history).ShouldBeEmpty(_agent.Story);
        history.Arrivals[0].Key.ShouldStartWith("task ");
        Told.Write(history.Fold(First, task)).ShouldBe(Told.Write(ended));
    }

    [Fact]
    public async Task Config_replaced_while_updates_wait_loses_none_of_them()
    {
        _recorder.Watch(First, _first, _ => WebhookAnswer.Of(503));
        var task = await _agent.BeginAsync(_first.Url);
        var ended = await _agent.WaitForEndAsync(task);

        await _agent.Client.SetPushConfigAsync(task, _second.Url.ToString());

        await _recorder.EndsAsync(Second, task, () => _agent.Story);
        var all = _recorder.ToHistory();
        var (refused, told) = (all.Arrivals.Where(arrival => arrival.Webhook == First).ToList(), all.Arrivals.Where(arrival => arrival.Webhook == Second).ToList());
        HistoryChecker.Check(all with { Arrivals = told }).ShouldBeEmpty(_agent.Story);
        refused.ShouldNotBeEmpty("Nothing was tried at the first webhook.");
        refused.Select(arrival => arrival.Id).Distinct().ShouldBe([told[0].Id], "The lane is to go on where it stood.");
        Told.Write(all.Fold(Second, task)).ShouldBe(Told.Write(ended));
    }

    [Fact]
    public async Task Config_deleted_while_its_attempt_hangs_gets_nothing_more()
    {
        _first.AnswerOtherwise(WebhookAnswer.Silence);
        var task = await _agent.BeginAsync(_first.Url);
        await _agent.Client.SetPushConfigAsync(task, _second.Url.ToString(), configId: Second);
        await _first.WaitForAsync(1);

        await _agent.Client.DeleteTaskPushNotificationConfigAsync(task, A2AClient.DefaultPushConfigId);

        await Eventually.HoldsAsync(() => _first.InFlight == 0, () => $"The attempt in flight goes on after the deletion.\n{_agent.Story}");
        await _recorder.EndsAsync(Second, task, () => _agent.Story);
        _first.Arrivals.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task Config_deleted_while_the_task_works_gets_nothing_after_the_answer(int answer)
    {
        _recorder.Watch(First, _first, _ => WebhookAnswer.Of(answer));
        var task = await _agent.BeginAsync(_first.Url);
        await _agent.Client.SetPushConfigAsync(task, _second.Url.ToString(), configId: Second);
        await _first.WaitForAsync(2);

        await _agent.Client.DeleteTaskPushNotificationConfigAsync(task, A2AClient.DefaultPushConfigId);
        _recorder.Deleted(task, First);

        await _recorder.EndsAsync(Second, task, () => _agent.Story);
        HistoryChecker.Check(_recorder.ToHistory()).ShouldBeEmpty(_agent.Story);
    }

    [Fact]
    public async Task Configs_made_and_deleted_in_the_midst_of_commits_get_all_or_nothing_more()
    {
        await using var webhook = TestWebhook.Start();
        _recorder.Watch(arrival => arrival.Path, webhook);
        var task = await _agent.BeginAsync(text: "steps 300 every 5ms");
        var kept = new List<string>();
        for (var i = 0; i < Rounds; i++)
        {
            var (keep, drop) = ($"/keep/{i}", $"/drop/{i}");
            await _agent.Client.SetPushConfigAsync(task, new Uri(webhook.Url, keep).ToString(), configId: keep[1..]);
            await _agent.Client.SetPushConfigAsync(task, new Uri(webhook.Url, drop).ToString(), configId: drop[1..]);
            await _recorder.ReplaceAsync(
                task, keep, () => _agent.Client.SetPushConfigAsync(task, new Uri(webhook.Url, keep).ToString(), token: "another", configId: keep[1..]));
            await _agent.Client.DeleteTaskPushNotificationConfigAsync(task, drop[1..]);
            _recorder.Deleted(task, drop);
            kept.Add(keep);
        }

        foreach (var keep in kept)
        {
            await _recorder.EndsAsync(keep, task, () => _agent.Story);
        }

        var history = _recorder.ToHistory();
        HistoryChecker.Check(history).ShouldBeEmpty(_agent.Story);
        var ended = Told.Write(await _agent.Client.GetTaskAsync(task));
        kept.ShouldAllBe(keep => Told.Write(history.Fold(keep, task)) == ended);
    }
}
