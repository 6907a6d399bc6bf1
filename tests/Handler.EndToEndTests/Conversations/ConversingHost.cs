using System.Net;
using Handler.Protocol;
using Handler.Server;
using Handler.Server.Push;
using Handler.Server.Tasks;
using Handler.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handler.EndToEndTests.Conversations;

/// <summary>The agent of these tests behind a socket of its own.</summary>
internal sealed class ConversingHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly OpenConnections _connections;

    private ConversingHost(WebApplication app, OpenConnections connections) => (_app, _connections) = (app, connections);

    /// <summary>Without a slash at the end.</summary>
    public string Url => _app.Urls.Single();

    public ConversingAgent.Cues Cues => _app.Services.GetRequiredService<ConversingAgent.Cues>();

    /// <summary>How many connections are open.</summary>
    public int Connections => Volatile.Read(ref _connections.Count);

    public TaskFeeds Feeds => _app.Services.GetRequiredService<TaskFeeds>();

    public TaskRuns Runs => _app.Services.GetRequiredService<TaskRuns>();

    /// <summary>Starts it, in memory or on a database.</summary>
    public static async Task<ConversingHost> StartAsync(string? database = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var connections = new OpenConnections();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(connections.Counted)));
        builder.Services.AddSingleton<ConversingAgent.Cues>();
        var agent = builder.Services.AddA2AAgent<ConversingAgent>(Card).AddPushNotifications(push => push.Egress.AllowLoopback = true);
        if (database is not null)
        {
            agent.UseSqlite(database);
        }

        var app = builder.Build();
        app.MapA2A();
        await app.StartAsync();
        return new ConversingHost(app, connections);
    }

    public async ValueTask DisposeAsync()
    {
        Cues.Go.TrySetResult();
        await _app.DisposeAsync();
    }

    private sealed class OpenConnections
    {
        public int Count;

        public ConnectionDelegate Counted(ConnectionDelegate next) => async connection =>
        {
            Interlocked.Increment(ref Count);
            try
            {
                await next(connection);
            }
            finally
            {
                Interlocked.Decrement(ref Count);
            }
        };
    }

    private static AgentCard Card => new()
    {
        Name = "Conversing agent",
        Description = "Does what the first word says.",
        Version = "1",
        SupportedInterfaces = [],
        Capabilities = new AgentCapabilities(),
        DefaultInputModes = ["text/plain"],
        DefaultOutputModes = ["text/plain"],
        Skills = [new AgentSkill { Id = "talk", Name = "Talk", Description = "Talks.", Tags = ["test"] }],
    };
}
