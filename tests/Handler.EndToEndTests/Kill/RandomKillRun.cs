using Handler.Client;
using Handler.EndToEndTests.AgentHost;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Kill;

/// <summary>
/// One seed: tasks at work, each told to a webhook that is steady, to one that answers 503 at random and to one whose config is deleted on the way, while
/// the agent's process is killed at random points and started again. What was seen becomes a history.
/// </summary>
internal sealed class RandomKillRun : IAsyncDisposable
{
    private const int Tasks = 4;
    private const int Steps = 5;
    private const string Steady = "steady";
    private const string Flaky = "flaky";
    private const string Doomed = "doomed";

    private static readonly List<string> Ends =
        [UpdateKey.Status(TaskState.Completed, null), UpdateKey.Of(StreamResponse.Of(new AgentTask { Id = "any", Status = new() { State = TaskState.Completed } }))];

    private readonly Random _random;
    private readonly Random _flakiness;
    private readonly TemporaryFolder _folder = new();
    private readonly ReservedPort _port = new();
    private readonly HistoryRecorder _recorder = new();
    private readonly Dictionary<string, TestWebhook> _webhooks;
    private readonly A2AClient _client;
    private readonly List<string> _tasks = [];
    private ChildProcess? _agent;

    public RandomKillRun(int seed)
    {
        _random = new Random(seed);
        _flakiness = new Random(seed);
        _webhooks = new() { [Steady] = TestWebhook.Start(), [Flaky] = TestWebhook.Start(), [Doomed] = TestWebhook.Start() };
        _recorder.Watch(Steady, _webhooks[Steady]);
        _recorder.Watch(Doomed, _webhooks[Doomed]);

        // A webhook's answers are asked for one at a time, under its own lock.
        _recorder.Watch(Flaky, _webhooks[Flaky], _ => _flakiness.Next(3) == 0 ? WebhookAnswer.Of(503) : WebhookAnswer.Ok);
        _client = new A2AClient($"http://127.0.0.1:{_port.Number}/", new A2AClientOptions { Timeout = TimeSpan.FromSeconds(10) });
    }

    /// <summary>Where the agent's store lies.</summary>
    public string DataFile => _folder.File("agent.db");

    private string Witness => _folder.File("witness.txt");

    /// <summary>The run: <paramref name="kills"/> times under way, killed and started again, until every task is told to its end; then asked to stop.</summary>
    /// <param name="kills">How often.</param>
    /// <param name="whileDead">What is done between the death and the next start, with the number of the kill.</param>
    public async Task<DeliveryHistory> RunAsync(int kills, Action<int>? whileDead = null)
    {
        await StartAsync();
        var asking = AskAsync();
        for (var kill = 1; kill <= kills; kill++)
        {
            await SomeArrivalsAsync(asking);
            await KillAsync();
            whileDead?.Invoke(kill);
            await StartAsync();
        }

        await asking;
        await EndAsync();
        return _recorder.ToHistory() with { Committed = WitnessFile.Read(Witness) };
    }

    /// <summary>What each webhook was told, folded, beside the task as the agent has it; where they differ, told in words.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(DeliveryHistory history)
    {
        await StartAsync();
        var differences = new List<string>();
        foreach (var task in _tasks)
        {
            var there = await _client.GetTaskAsync(task);
            differences.AddRange(
                from webhook in (string[])[Steady, Flaky]
                let told = Folding.Fold(history, task, webhook)
                where told is null || !Folding.AreEqual(told, there)
                select $"{webhook} was told of\n{Folding.Write(told)}\nand the agent has\n{Folding.Write(there)}");
        }

        return differences;
    }

    /// <summary>For the message of a failure.</summary>
    public string Story => _agent?.Story ?? "no agent was started";

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null)
        {
            await _agent.DisposeAsync();
        }

        foreach (var webhook in _webhooks.Values)
        {
            await webhook.DisposeAsync();
        }

        _client.Dispose();
        _port.Dispose();
        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        var settings = new WitnessedAgentSettings(_port.Release(), DataFile, Witness, Steps, TimeSpan.FromMilliseconds(50));
        _agent = ChildProcess.StartDotnet(WitnessedAgentHost.Assembly, settings.ToArguments());
        await _agent.WaitForLineAsync(line => line == WitnessedAgentHost.Ready, "that it listens");
    }

    private async Task KillAsync()
    {
        await _agent!.DisposeAsync();
        _port.Hold();
        await NothingUnderWayAsync();
        _recorder.Interrupted(InterruptionKind.Kill);
    }

    /// <summary>Until so many more have come as the seed says, or there is nothing more to come.</summary>
    private async Task SomeArrivalsAsync(Task asking)
    {
        var awaited = Count() + _random.Next(1, 40);
        await Eventually.HoldsAsync(() => Count() >= awaited || (asking.IsCompleted && IsToldToTheEnd()), () => $"Nothing comes any more.\n{Story}");
        await Task.Delay(_random.Next(20));
    }

    // A dead agent's last requests are of its life: they are to be noted before the next one begins.
    private Task NothingUnderWayAsync() =>
        Eventually.HoldsAsync(() => _webhooks.Values.All(webhook => webhook.InFlight == 0), () => "Requests of a dead agent do not end.");

    private async Task AskAsync()
    {
        for (var i = 0; i < Tasks; i++)
        {
            var (first, second) = i % 2 == 0 ? (Steady, Flaky) : (Flaky, Steady);
            var task = await InsistAsync(() => SendAsync($"work {i}", first));
            _tasks.Add(task);
            _recorder.Subscribed(task, first);
            await InsistAsync(() => _client.SetPushConfigAsync(task, UrlOf(second), configId: second));
            _recorder.Subscribed(task, second, isFromStart: false);
            await InsistAsync(() => _client.SetPushConfigAsync(task, UrlOf(Doomed), configId: Doomed));
        }

        foreach (var task in _tasks)
        {
            await InsistAsync(() => DeleteAsync(task));
            _recorder.Deleted(task, Doomed);
        }
    }

    private async Task<string> SendAsync(string text, string webhook)
    {
        var inline = new TaskPushNotificationConfig { Id = webhook, Url = UrlOf(webhook) };
        var answer = await _client.SendTextAsync(text, configuration: new() { ReturnImmediately = true, TaskPushNotificationConfig = inline });
        return answer.Task!.Id;
    }

    private async Task<bool> DeleteAsync(string task)
    {
        await _client.DeleteTaskPushNotificationConfigAsync(task, Doomed);
        return true;
    }

    private string UrlOf(string webhook) => _webhooks[webhook].Url.ToString();

    /// <summary>Asks again while the agent is dead. What it was asked before and did not answer, it may have done.</summary>
    private static async Task<T> InsistAsync<T>(Func<Task<T>> ask)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (A2AClientException error) when (error.Failure is not A2AClientFailure.AgentError && !late.IsCancellationRequested)
            {
                await Task.Delay(20);
            }
        }
    }

    private async Task EndAsync()
    {
        await Eventually.HoldsAsync(IsToldToTheEnd, () => $"Not every end has been told: {Missing()}.\n{Story}");
        await _agent!.TerminateAsync();
        await _agent.DisposeAsync();
        _port.Hold();
        await NothingUnderWayAsync();
        _recorder.Interrupted(InterruptionKind.Stop);
    }

    private int Count() => _webhooks.Values.Sum(webhook => webhook.Arrivals.Count);

    private bool IsToldToTheEnd() => Missing().Length == 0;

    private string Missing()
    {
        var ends = _recorder.ToHistory().Arrivals
            .Where(arrival => arrival.IsAccepted && Ends.Exists(end => arrival.Key.StartsWith(end, StringComparison.Ordinal)))
            .Select(arrival => (arrival.TaskId, arrival.Webhook))
            .ToHashSet();
        return string.Join(
            ", ", from task in _tasks from webhook in (string[])[Steady, Flaky] where !ends.Contains((task, webhook)) select $"task {task} to {webhook}");
    }
}
