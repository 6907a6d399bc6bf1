using System.Security.Cryptography;
using Handler.Cli.Failures;
using Handler.Client;
using Handler.Protocol;
using Handler.Receiver.Inbox;

namespace Handler.Cli.Demo;

/// <summary>
/// The whole cycle over real HTTP: card, send, register, watch, get, list, delete, list. Client and webhook are this process; the agent is
/// another one, on a SQLite store in a temporary folder, and may be killed on the way.
/// </summary>
internal sealed class DemoRun(DemoSettings settings, DemoScreen screen, A2AClientOptions calls)
{
    private const string Watching = "waiting for the next push";

    private readonly DemoDialect _dialect = settings.Dialect;
    private readonly List<ReceivedNotification> _pushes = [];
    private bool _wasKilled;

    private TimeSpan Patience => settings.Interval + settings.Patience;

    /// <summary>Runs it and prints as it goes.</summary>
    /// <returns>Whether all that was to be shown was seen.</returns>
    /// <exception cref="CommandFailedException">It cannot go on.</exception>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("handler-demo-");
        try
        {
            return await RunAsync(Path.Combine(folder.FullName, "agent.db"), cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<bool> RunAsync(string database, CancellationToken cancel)
    {
        screen.Wait("starting a webhook receiver");
        await using var webhook = await DemoWebhook.StartAsync(NewToken(), settings.DropsPushes, cancel);
        screen.Title($"Webhook receiver listening on {webhook.Url}");
        screen.Line("");

        screen.Wait("starting an agent");
        var agent = await DemoAgentProcess.StartAsync(settings, database, cancel);
        try
        {
            using var client = await A2AClient.ConnectAsync(agent.Url, calls, cancel);
            var card = await client.GetAgentCardAsync(cancel);
            ShowCard(card, agent);
            if (!await client.SupportsPushNotificationsAsync(cancel))
            {
                screen.Line("Agent does not advertise push notification support.");
                return false;
            }

            var task = await SubmitAsync(client, webhook, cancel);
            agent = await WatchAsync(agent, webhook, task, database, cancel);
            var evidence = await CleanUpAsync(client, webhook, task, cancel);
            return Conclude(evidence);
        }
        finally
        {
            agent.Dispose();
        }
    }

    private void ShowCard(AgentCard card, DemoAgentProcess agent)
    {
        screen.Title("Agent Card");
        screen.Line($"Name:               {card.Name}");
        screen.Line($"Description:        {card.Description}");
        screen.Line($"push_notifications: {Word(card.Capabilities.PushNotifications == true)}");
        screen.Line($"streaming:          {Word(card.Capabilities.Streaming == true)}");
        screen.Lines(_dialect.MoreOfAgent(agent));
        screen.Rule();
    }

    private async Task<AgentTask> SubmitAsync(A2AClient client, DemoWebhook webhook, CancellationToken cancel)
    {
        screen.Line($"Submitting task via {_dialect.Send}…");
        var answer = await client.SendTextAsync(
            "Process this data", configuration: new SendMessageConfiguration { ReturnImmediately = true }, cancel: cancel);
        var task = answer.Task ?? throw CommandFailedException.Refused("The agent answered with a message instead of a task.");
        screen.Line($"  Task started: id={task.Id[..Math.Min(8, task.Id.Length)]}");

        screen.Line($"Registering webhook via {_dialect.Set}…");
        var config = await client.SetPushConfigAsync(task.Id, webhook.Url, webhook.Token, cancel: cancel);
        screen.Line($"  Webhook registered: {config.Url}");
        var read = await client.GetPushConfigAsync(task.Id, A2AClient.DefaultPushConfigId, cancel);
        screen.Line($"{_dialect.Get.PadRight(_dialect.List.Length)} → {_dialect.UrlField}={read.Url}");
        screen.Line($"{_dialect.List} → {await CountConfigsAsync(client, task, cancel)} config(s) registered");
        screen.Rule();
        return task;
    }

    private async Task<DemoAgentProcess> WatchAsync(
        DemoAgentProcess agent, DemoWebhook webhook, AgentTask task, string database, CancellationToken cancel)
    {
        screen.Line("Watching webhook for incoming push notifications…");
        screen.Wait(Watching);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var push in webhook.Inbox.ReadAllAsync(task.Id, cancel: patience.Token))
            {
                _pushes.Add(push);
                screen.Push(push, _dialect);
                if (push.State.IsTerminal)
                {
                    break;
                }

                if (settings.Kill && !_wasKilled && IsMidRun(push))
                {
                    agent = await KillAndStartAsync(agent, database, cancel);
                }

                screen.Wait(Watching);
                patience.CancelAfter(Patience);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            screen.Line($"  no further push within {Patience.TotalSeconds:0.#} s");
        }

        screen.Rule();
        return agent;
    }

    // The first artifact: something is done, and more is to come.
    private static bool IsMidRun(ReceivedNotification push) => push.Update is { ArtifactUpdate: not null } or { Task.Artifacts.Count: > 0 };

    private async Task<DemoAgentProcess> KillAndStartAsync(DemoAgentProcess agent, string database, CancellationToken cancel)
    {
        _wasKilled = true;
        agent.Kill();
        screen.Line($"  ✗ agent killed (SIGKILL, process {agent.Id})");
        var port = agent.Port;
        agent.Dispose();
        screen.Wait("starting it again");
        var next = await DemoAgentProcess.StartAsync(settings, database, port, cancel);
        screen.Line($"  ✓ agent started again (process {next.Id}) on the same store");
        return next;
    }

    private async Task<DemoEvidence> CleanUpAsync(A2AClient client, DemoWebhook webhook, AgentTask task, CancellationToken cancel)
    {
        var last = await client.GetTaskAsync(task.Id, cancel: cancel);
        screen.Line($"Calling {_dialect.Delete}…");
        await client.DeleteTaskPushNotificationConfigAsync(task.Id, A2AClient.DefaultPushConfigId, cancel);
        var left = await CountConfigsAsync(client, task, cancel);
        screen.Line($"{_dialect.List} → {left} config(s) remaining");
        return new DemoEvidence { Pushes = _pushes, Task = last, ConfigsLeft = left, Repeats = webhook.Repeats, WasKilled = _wasKilled };
    }

    private bool Conclude(DemoEvidence evidence)
    {
        screen.Line("");
        screen.Title("Summary");
        screen.Line($"Push notifications received : {evidence.Pushes.Count}");
        screen.Line($"States delivered            : {(evidence.States.Count == 0 ? "none" : string.Join(" → ", evidence.States))}");
        screen.Lines(_dialect.MoreOfSummary(evidence));
        screen.Line($"Final delivery seen         : {(evidence.FinalSeen ? "yes" : "no")}");
        screen.Line($"Config cleaned up           : {(evidence.IsCleanedUp ? "yes" : "no")}");
        screen.Line("");
        screen.Title("Verification");
        return screen.Verdict(evidence, _dialect);
    }

    private static async Task<int> CountConfigsAsync(A2AClient client, AgentTask task, CancellationToken cancel) =>
        (await client.ListTaskPushNotificationConfigsAsync(new ListTaskPushNotificationConfigsRequest { TaskId = task.Id }, cancel)).Configs.Count;

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string Word(bool value) => value ? "true" : "false";
}
