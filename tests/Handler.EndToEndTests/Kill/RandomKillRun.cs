using Handler.Client;
using Handler.EndToEndTests.Processes;
using Handler.EndToEndTests.Push;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Kill;

/// <summary>
/// One seed: tasks at work, each told to a webhook that is steady, to one that answers 503 at random and to one whose config is deleted on the way, while
/// the agent's process is ended at random points and started again. What was seen becomes a history.
/// </summary>
internal sealed class RandomKillRun : IAsyncDisposable
{
    private const int Tasks = 4;
    private const int Steps = 5;
    private const string Steady = "steady";
    private const string Flaky = "flaky";
    private const string Doomed = "doomed";

    private readonly Random _random;
    private readonly Random _flakiness;
    private readonly HistoryRecorder _recorder = new();
    private readonly Dictionary<string, TestWebhook> _webhooks;
    private readonly WitnessedAgentProcess _agent;
    private readonly List<string> _tasks = [];
    private readonly InterruptionKind _kind;
    private readonly bool _byHand;

    public RandomKillRun(int seed, InterruptionKind kind = InterruptionKind.Kill, bool byHand = false)
    {
        (_kind, _byHand) = (kind, byHand);
        _agent = new WitnessedAgentProcess(Steps, TimeSpan.FromMilliseconds(50), attemptTimeout: TimeSpan.FromSeconds(15), byHand);
        _random = new Random(seed);
        _flakiness = new Random(seed);
        _webhooks = new() { [Steady] = TestWebhook.Start(), [Flaky] = TestWebhook.Start(), [Doomed] = TestWebhook.Start() };
        _recorder.Watch(Steady, _webhooks[Steady]);
        _recorder.Watch(Doomed, _webhooks[Doomed]);

        // A webhook's answers are asked for one at a time, under its own lock.
        _recorder.Watch(Flaky, _webhooks[Flaky], _ => _flakiness.Next(3) == 0 ? WebhookAnswer.Of(503) : WebhookAnswer.Ok);
    }

    /// <summary>
    /// Whether the store is put back on the way: what was asked of it since may be unknown afterwards, and is then neither asked for again nor waited for. The
    /// history still has it.
    /// </summary>
    public bool StoreForgets { get; init; }

    /// <summary>Where the agent's store lies.</summary>
    public string DataFile => _agent.DataFile;

    /// <summary>For the message of a failure.</summary>
    public string Story => _agent.Story;

    /// <summary>The run: <paramref name="interruptions"/> times ended and started again, until every task is told to its end; then asked to stop.</summary>
    /// <param name="interruptions">How often.</param>
    /// <param name="whileDown">What is done between an end and the next start, with the number of the interruption.</param>
    public async Task<DeliveryHistory> RunAsync(int interruptions, Action<int>? whileDown = null)
    {
        await _agent.StartAsync();
        var asking = AskAsync();
        for (var i = 1; i <= interruptions; i++)
        {
            await SomeArrivalsAsync(asking);
            await InterruptAsync(_kind);
            whileDown?.Invoke(i);
            await _agent.StartAsync();
        }

        await asking;
        var forgotten = StoreForgets ? await ForgottenAsync() : [];
        await Eventually.HoldsAsync(
            () => Missing().All(forgotten.Contains), () => $"These ends were not told: {string.Join(", ", Missing().Except(forgotten))}.\n{Story}");
        await InterruptAsync(InterruptionKind.Stop);
        return _recorder.ToHistory() with { Committed = _agent.Committed };
    }

    /// <summary>What each webhook was told, folded, beside the task as the agent has it; where they differ, told in words.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(DeliveryHistory history)
    {
        await _agent.StartAsync();
        var differences = new List<string>();
        foreach (var task in _tasks)
        {
            var there = Told.Write(await _agent.Client.GetTaskAsync(task));
            differences.AddRange(
                from webhook in (string[])[Steady, Flaky]
                let told = Told.Write(history.Fold(webhook, task))
                where told != there
                select $"{webhook} was told of\n{told}\nand the agent has\n{there}");
        }

        return differences;
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        foreach (var webhook in _webhooks.Values)
        {
            await webhook.DisposeAsync();
        }
    }

    private async Task InterruptAsync(InterruptionKind kind)
    {
        await _agent.EndAsync(kind);

        // The last requests of a dead agent are of its life: they are to be noted before the next one begins.
        await Eventually.HoldsAsync(() => _webhooks.Values.All(webhook => webhook.InFlight == 0), () => "Requests of a dead agent do not end.");
        _recorder.Interrupted(kind);
    }

    /// <summary>Until so many more have come as the seed says, or there is nothing more to come.</summary>
    private async Task SomeArrivalsAsync(Task asking)
    {
        var awaited = Count() + _random.Next(1, 40);
        await Eventually.HoldsAsync(() => Count() >= awaited || (asking.IsCompleted && Missing().Count == 0), () => $"Nothing comes any more.\n{Story}");
        await Task.Delay(_random.Next(20));
    }

    private async Task AskAsync()
    {
        for (var i = 0; i < Tasks; i++)
        {
            var (first, second) = i % 2 == 0 ? (Steady, Flaky) : (Flaky, Steady);
            var task = await InsistAsync(() => SendAsync($"work {i}", first));
            _tasks.Add(task);
            _recorder.Subscribed(task, first);
            await UnlessForgottenAsync(() => SetAsync(task, second));
        }

        foreach (var task in _tasks)
        {
            await UnlessForgottenAsync(async () =>
            {
                await InsistAsync(() => DeleteAsync(task));
                _recorder.Deleted(task, Doomed);
            });
        }
    }

    private async Task SetAsync(string task, string second)
    {
        await InsistAsync(() => _agent.Client.SetPushConfigAsync(task, UrlOf(second), configId: second));
        _recorder.Subscribed(task, second, isFromStart: false);
        await InsistAsync(() => _agent.Client.SetPushConfigAsync(task, UrlOf(Doomed), configId: Doomed));
    }

    /// <summary>Asks, and says whether it was done.</summary>
    private async Task<bool> UnlessForgottenAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (A2AClientException error) when (StoreForgets && error.ErrorCode == A2AErrorCode.TaskNotFound)
        {
            return false;
        }
    }

    /// <summary>Of what is missing, that which the agent does not know of.</summary>
    private async Task<List<string>> ForgottenAsync()
    {
        var forgotten = new List<string>();
        foreach (var (_, task, webhook, _) in _recorder.ToHistory().Subscriptions)
        {
            if (!await UnlessForgottenAsync(() => InsistAsync(() => _agent.Client.GetTaskPushNotificationConfigAsync(new() { TaskId = task, Id = webhook }))))
            {
                forgotten.Add(NameOf(task, webhook));
            }
        }

        return forgotten;
    }

    private static string NameOf(string task, string webhook) => $"task {task} to {webhook}";

    private async Task<string> SendAsync(string text, string webhook)
    {
        var inline = new TaskPushNotificationConfig { Id = webhook, Url = UrlOf(webhook) };
        var answer = await _agent.Client.SendTextAsync(text, configuration: new() { ReturnImmediately = true, TaskPushNotificationConfig = inline });
        return answer.Task!.Id;
    }

    private async Task<bool> DeleteAsync(string task)
    {
        await _agent.Client.DeleteTaskPushNotificationConfigAsync(task, Doomed);
        return true;
    }

    private string UrlOf(string webhook) => _webhooks[webhook].Url.ToString();

    /// <summary>Asks again while the agent is dead or stopping. What it was asked before and did not answer, it may have done.</summary>
    private static async Task<T> InsistAsync<T>(Func<Task<T>> ask)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (A2AClientException error) when (MayPass(error) && !late.IsCancellationRequested)
            {
                await Task.Delay(20);
            }
        }
    }

    private static bool MayPass(A2AClientException error) =>
        error.Failure is not A2AClientFailure.AgentError || error.AgentMessage?.StartsWith("The agent is stopping", StringComparison.Ordinal) == true;

    private int Count() => _webhooks.Values.Sum(webhook => webhook.Arrivals.Count);

    private List<string> Missing()
    {
        var history = _recorder.ToHistory();
        var told = history.Arrivals
            .Where(arrival => arrival.IsAccepted && Told.IsEnd(arrival))
            .Select(arrival => (arrival.TaskId, arrival.Webhook))
            .ToHashSet();

        // What is pushed by hand is for the configs of that moment: one that comes when all is done gets nothing.
        return
        [
            .. from subscription in history.Subscriptions
               where (subscription.IsFromStart || !_byHand) && !told.Contains((subscription.TaskId, subscription.Webhook))
               select NameOf(subscription.TaskId, subscription.Webhook),
        ];
    }
}
