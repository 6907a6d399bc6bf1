using Handler.Client;
using Handler.EndToEndTests.AgentHost;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Processes;

/// <summary>The witnessed agent on a port, a database and a witness file of its own, to be ended and started again.</summary>
internal sealed class WitnessedAgentProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReservedPort _port = new();
    private readonly WitnessedAgentSettings _settings;
    private ChildProcess? _process;

    public WitnessedAgentProcess(int steps, TimeSpan interval, TimeSpan attemptTimeout, bool byHand = false)
    {
        _settings = new WitnessedAgentSettings(_port.Number, _folder.File("agent.db"), _folder.File("witness.txt"), steps, interval, attemptTimeout, byHand);
        Client = new A2AClient($"http://127.0.0.1:{_port.Number}/", new A2AClientOptions { Timeout = TimeSpan.FromSeconds(30) });
    }

    public A2AClient Client { get; }

    /// <summary>Where its store lies.</summary>
    public string DataFile => _settings.DataFile;

    /// <summary>What it was told is committed, in all its lives.</summary>
    public IReadOnlyList<CommittedUpdate> Committed => WitnessFile.Read(_settings.WitnessFile);

    /// <summary>For the message of a failure.</summary>
    public string Story => _process?.Story ?? "The agent was not started.";

    public static async Task<WitnessedAgentProcess> StartAsync(int steps, TimeSpan interval, TimeSpan attemptTimeout)
    {
        var agent = new WitnessedAgentProcess(steps, interval, attemptTimeout);
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

    public async Task StartAsync()
    {
        _port.Release();
        _process = ChildProcess.StartDotnet(WitnessedAgentHost.Assembly, _settings.ToArguments());
        await _process.WaitForLineAsync(line => line == WitnessedAgentHost.Ready, "that it listens");
    }

    /// <summary>Ends it; by SIGTERM it must end well.</summary>
    public async Task EndAsync(InterruptionKind kind)
    {
        if (kind == InterruptionKind.Stop)
        {
            (await _process!.TerminateAsync()).ShouldBe(0, Story);
        }

        await _process!.DisposeAsync();
        _port.Hold();
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
