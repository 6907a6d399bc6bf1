using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Server.Storage.Memory;
using Handler.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Handler.Benchmarks.Delivery;

/// <summary>
/// An agent's store and push engine on a generic host, as an agent has them. The one thing between them is <see cref="WatchedLanes"/>, which
/// says when all is delivered.
/// </summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string? _folder;

    /// <summary>Builds it.</summary>
    /// <param name="url">The webhook.</param>
    /// <param name="folder">The folder of the database, removed at the end; null for the store in memory.</param>
    public EngineHost(string url, string? folder)
    {
        Url = url;
        _folder = folder;
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        AddEngine(builder.Services);
        _host = builder.Build();
        Sealer = _host.Services.GetRequiredService<EndpointSealer>();
        Lanes = (WatchedLanes)_host.Services.GetRequiredService<ILaneStore>();
        Store = _host.Services.GetRequiredService<IAgentStore>();
    }

    public string Url { get; }

    public EndpointSealer Sealer { get; }

    public IAgentStore Store { get; }

    public WatchedLanes Lanes { get; }

    /// <summary>Starts the engine.</summary>
    public Task StartAsync() => _host.StartAsync();

    /// <summary>Ends it, and removes what it wrote.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void AddEngine(IServiceCollection services)
    {
        // A backlog that is drained here is no overflow.
        services.AddSingleton(new BacklogLimits { MaxWaitingPerLane = int.MaxValue, MaxWaitingPerOwner = int.MaxValue });
        var agent = new A2AAgentBuilder(services);
        if (_folder is null)
        {
            AddMemory(services);
        }
        else
        {
            agent.UseSqlite(Path.Combine(_folder, "agent.db"));
        }

        agent.AddPushNotifications(push => push.Egress.AllowLoopback = true);
        services.RemoveAll<ILaneStore>();
        services.AddSingleton<ILaneStore>(provider => new WatchedLanes(provider.GetRequiredService<IAgentStore>()));
        services.TryAddSingleton<IOperationsStore>(provider => provider.GetRequiredService<IAgentStore>());
        services.TryAddSingleton<IPushNotificationConfigStore>(provider => provider.GetRequiredService<IAgentStore>());
    }

    private static void AddMemory(IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton<EndpointSealer>();
        services.AddSingleton<IAgentStore>(provider => new MemoryAgentStore(
            TimeProvider.System, provider.GetRequiredService<Doorbell>(), limits: provider.GetRequiredService<BacklogLimits>()));
    }
}
