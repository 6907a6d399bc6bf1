using Handler.Cli.Hosting;
using Handler.Server;
using Handler.Server.Push;
using Handler.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Cli.Agents;

/// <summary>The development agent of the command line.</summary>
internal static class AgentServer
{
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

    private static WebApplication Build(AgentServerSettings settings, string dataFile, Terminal terminal)
    {
        var builder = ServerHost.CreateBuilder(settings.Address, terminal);
        builder.Services.AddSingleton(settings.Plan);
        var agent = builder.Services.AddA2AAgent<StepAgent>(StepAgentCard.Card).UseSqlite(dataFile);
        if (settings.Push)
        {
            agent.AddPushNotifications(push =>
            {
                push.Egress.AllowLoopback = true;
                push.Egress.AllowHttp = true;
                push.Retry.MaxDelay = MaxRetryDelay;
            });
        }

        var app = builder.Build();
        app.MapA2A();
        return app;
    }
}
