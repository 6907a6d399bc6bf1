using Handler.Cli.Agents;
using Handler.Server;
using Handler.Tests.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Cli;

/// <summary>
/// The development agent in this process, without sockets, its store in memory and its steps without a wait; it sends no pushes.
/// </summary>
internal sealed class StepAgentHost : IAsyncDisposable
{
    public const string Url = "http://localhost/";

    private readonly WebApplication _app;

    private StepAgentHost(WebApplication app) => _app = app;

    public required HttpMessageHandler Network { get; init; }

    public static async Task<StepAgentHost> StartAsync(bool push = true, bool streaming = true, int steps = 2, string? apiKey = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        AgentServer.AddAgent(builder.Services, new StepPlan(steps, TimeSpan.Zero, StepEnd.Complete), push, apiKey);
        builder.Services.Configure<A2AAgentOptions>(options => options.Streaming = streaming);
        builder.Services.RemoveEngine();

        var app = builder.Build();
        app.MapA2A();
        await app.StartAsync();
        return new StepAgentHost(app) { Network = app.GetTestServer().CreateHandler() };
    }

    /// <summary>Runs a command against the agent: <c>--url</c> comes with it.</summary>
    public Task<CliRun> RunAsync(params string[] args) => CliRun.Of(Network, [.. args, "--url", Url]);

    /// <summary>Begins a task and gives its id.</summary>
    public async Task<string> BeginAsync(string text = "Process this data") => (await RunAsync("message", "send", text)).Value("Task ID");

    public async ValueTask DisposeAsync()
    {
        Network.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
