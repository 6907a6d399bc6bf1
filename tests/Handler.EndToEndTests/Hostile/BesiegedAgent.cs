using Handler.Client;
using Handler.EndToEndTests.AgentHost;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Hostile;

/// <summary>The agent of the hostile tests as a process, with a port, a database and a witness file of its own.</summary>
internal sealed class BesiegedAgent : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReservedPort _port = new();
    private readonly BesiegedAgentSettings _settings;
    private readonly Dictionary<string, string> _environment;
    private ChildProcess? _process;

    private BesiegedAgent(BesiegedAgentSettings settings, Dictionary<string, string>? environment)
    {
        _settings = settings with { Port = _port.Number, DataFile = _folder.File("agent.db"), WitnessFile = _folder.File("witness.txt") };
        _environment = environment ?? [];
        Client = Connect();
    }

    public string Url => $"http://127.0.0.1:{_port.Number}/";

    public A2AClient Client { get; }

    /// <summary>What it was told is committed, in all its lives.</summary>
    public IReadOnlyList<CommittedUpdate> Committed => WitnessFile.Read(_settings.WitnessFile);

    /// <summary>For the message of a failure.</summary>
    public string Story => _process?.Story ?? "The agent was not started.";

    public static async Task<BesiegedAgent> StartAsync(BesiegedAgentSettings settings, Dictionary<string, string>? environment = null)
    {
        var agent = new BesiegedAgent(settings, environment);
        try
        {
            await agent.StartAsync();
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, again.</summary>
    public async Task StartAsync()
    {
        _port.Release();
        _process = ChildProcess.StartDotnet(WitnessedAgentHost.Assembly, _environment, BesiegedAgentHost.Word, _settings.ToArgument());
        await _process.WaitForLineAsync(line => line == WitnessedAgentHost.Ready, "that it listens");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
        _port.Hold();
    }

    /// <summary>A client of its own, who calls by <paramref name="key"/> and reads how deliveries fare.</summary>
    public A2AClient Connect(string? key = null) =>
        new(Url, new A2AClientOptions { Timeout = TimeSpan.FromSeconds(30), ApiKey = key, Extensions = [PushDeliveryExtension.Uri] });

    /// <summary>Begins a task that tells a webhook from the start.</summary>
    public async Task<string> BeginAsync(string url, A2AClient? client = null, string? token = null, AuthenticationInfo? authentication = null)
    {
        var inline = new TaskPushNotificationConfig { Id = A2AClient.DefaultPushConfigId, Url = url, Token = token, Authentication = authentication };
        var answer = await (client ?? Client).SendTextAsync("work", configuration: new() { ReturnImmediately = true, TaskPushNotificationConfig = inline });
        return answer.Task!.Id;
    }

    /// <summary>How the deliveries of a task's webhook fare, once they do so.</summary>
    public async Task<DeliveryHealth> HealthAsync(string task, Predicate<DeliveryHealth> isThere, A2AClient? client = null)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (true)
        {
            var read = await (client ?? Client).GetPushConfigAsync(task);
            if (read.Delivery is { } health && isThere(health))
            {
                return health;
            }

            late.IsCancellationRequested.ShouldBeFalse($"The webhook's deliveries did not come so far: {read.Delivery}.\n{Story}");
            await Task.Delay(20);
        }
    }

    /// <summary>Returns when a task has ended.</summary>
    public async Task EndsAsync(string task)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (!(await Client.GetTaskAsync(task)).Status.State.IsTerminal)
        {
            late.IsCancellationRequested.ShouldBeFalse($"Task {task} does not end.\n{Story}");
            await Task.Delay(20);
        }
    }

    /// <summary>Begins a task for each of these webhooks, waits until all is settled, and ends them.</summary>
    /// <returns>What was not as it should be.</returns>
    public async Task<IReadOnlyList<string>> EndureAsync(IReadOnlyList<IllWebhook> webhooks)
    {
        try
        {
            foreach (var webhook in webhooks)
            {
                await webhook.BeginAsync(this);
            }

            await Task.WhenAll(webhooks.Select(webhook => webhook.SettleAsync(this)));
            return [.. webhooks.SelectMany(webhook => webhook.Faults(Committed))];
        }
        finally
        {
            foreach (var webhook in webhooks)
            {
                await webhook.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Client.Dispose();
        _port.Dispose();
        _folder.Dispose();
    }
}
