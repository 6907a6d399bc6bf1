using Handler.Client;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>The sample that does what it is told, as a process, for the tests of a class.</summary>
public sealed class ConformanceAgentFixture : IAsyncLifetime
{
    private const string Listening = "Now listening on: ";

    private ChildProcess _agent = null!;

    internal A2AClient Client { get; private set; } = null!;

    public async Task InitializeAsync() => (_agent, Client) = await StartAsync();

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        await _agent.DisposeAsync();
    }

    internal static async Task<(ChildProcess Agent, A2AClient Client)> StartAsync(params string[] options)
    {
        var agent = ChildProcess.StartDotnet("ConformanceAgent.dll", ["--urls", "http://127.0.0.1:0", .. options]);
        var line = await agent.WaitForLineAsync(line => line.Contains(Listening, StringComparison.Ordinal), "that it listens");
        var url = line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim();
        return (agent, await A2AClient.ConnectAsync(url));
    }
}
