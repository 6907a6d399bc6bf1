using Handler.Client;
using Handler.Protocol;

namespace Handler.EndToEndTests.Processes;

/// <summary><c>handler server agent</c> on a port and a database of its own, to be killed and started again.</summary>
internal sealed class HandlerAgent : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReservedPort _port = new();
    private readonly string[] _options;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private ChildProcess? _process;

    private HandlerAgent(string[] options, IReadOnlyDictionary<string, string> environment)
    {
        _options = options;
        _environment = environment;
        Url = $"http://127.0.0.1:{_port.Number}";
        Client = new A2AClient(Url + "/");
    }

    /// <summary>Without a slash at the end.</summary>
    public string Url { get; }

    public int Port => _port.Number;

    /// <summary>The pid of the process that was started last.</summary>
    public int Id => _process!.Id;

    public A2AClient Client { get; }

    public string Story => _process?.Story ?? "The agent was not started.";

    /// <summary>Starts one that takes <paramref name="steps"/> steps of <paramref name="interval"/>.</summary>
    public static Task<HandlerAgent> StartAsync(int steps, string interval, params string[] more) =>
        StartAsync(HandlerProcess.NoVariables, steps, interval, more);

    /// <summary>The same with these variables in its environment.</summary>
    public static async Task<HandlerAgent> StartAsync(
        IReadOnlyDictionary<string, string> environment, int steps, string interval, params string[] more)
    {
        var agent = new HandlerAgent(["--steps", $"{steps}", "--interval", interval, .. more], environment);
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
        _process = HandlerProcess.StartAgent(_port.Release(), _folder.File("agent.db"), _environment, _options);
        await HandlerProcess.ListenedAsync(_process);
    }

    /// <summary>A line of what it printed since it was started last, once it is there.</summary>
    public Task<string> SaysAsync(Predicate<string> fits, string what) => _process!.WaitForLineAsync(fits, what);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
        _port.Hold();
    }

    /// <summary>Begins a task, with a config of its own from the start if a webhook is named.</summary>
    public async Task<string> BeginAsync(Uri? webhook = null, string text = "Process this data")
    {
        var inline = webhook is null ? null : new TaskPushNotificationConfig { Id = A2AClient.DefaultPushConfigId, Url = webhook.ToString() };
        var answer = await Client.SendTextAsync(text, configuration: new() { ReturnImmediately = true, TaskPushNotificationConfig = inline });
        return answer.Task!.Id;
    }

    /// <summary>The task, once it is as it should be.</summary>
    public async Task<AgentTask> WaitForAsync(string task, Predicate<AgentTask> isThere)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (true)
        {
            var found = await Client.GetTaskAsync(task);
            if (isThere(found))
            {
                return found;
            }

            late.IsCancellationRequested.ShouldBeFalse($"The task did not come so far. It is {found.Status.State.DisplayName}.\n{Story}");
            await Task.Delay(20);
        }
    }

    /// <summary>The task, once it has ended.</summary>
    public Task<AgentTask> WaitForEndAsync(string task) => WaitForAsync(task, found => found.Status.State.IsTerminal);

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
