using Handler.Cli.Hosting;
using Handler.Server;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Cli.Agents;

/// <summary>The development agent of the command line.</summary>
internal static class AgentServer
{
    /// <summary>The owner of what is made with the key, whichever it is: a kept store outlives a key that was made for one run.</summary>
    private const string Caller = "handler";

    /// <summary>A webhook that is started late is found soon, not after an hour.</summary>
    internal static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(AgentServerSettings settings, Terminal terminal)
    {
        using var data = new AgentData(settings.DataFile);
        return await ServerHost.RunAsync(
            Build(settings, data.File, terminal),
            settings.Address,
            terminal,
            address => terminal.Out.Write(AgentServerText.Start(settings with { Address = address }, data)));
    }

    /// <summary>The agent with all that makes it one for development, but for its store.</summary>
    internal static A2AAgentBuilder AddAgent(IServiceCollection services, StepPlan plan, bool push, string? apiKey = null)
    {
        services.AddSingleton(plan);
        var agent = services.AddA2AAgent<StepAgent>(StepAgentCard.Card);
        if (apiKey is not null)
        {
            agent.AddApiKeys(keys => keys.Add(Caller, apiKey));
        }

        return !push ? agent : agent.AddPushNotifications(options =>
        {
            options.Egress.AllowLoopback = true;
            options.Egress.AllowHttp = true;
            options.Retry.MaxDelay = MaxRetryDelay;
        });
    }

    private static WebApplication Build(AgentServerSettings settings, string dataFile, Terminal terminal)
    {
        var builder = ServerHost.CreateBuilder(settings.Address, terminal);
        AddAgent(builder.Services, settings.Plan, settings.Push, settings.ApiKey?.Key).UseSqlite(dataFile);
        var app = builder.Build();
        app.MapA2A();
        return app;
    }
}
