using Handler.Cli.Hosting;
using Handler.Cli.Output;
using Handler.Cli.Telemetry;
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

    public static async Task<int> RunAsync(AgentServerSettings settings, Screen screen)
    {
        using var data = new AgentData(settings.DataFile);
        return await ServerHost.RunAsync(
            Build(settings, data.File, screen),
            settings.Address,
            screen,
            address => Announce(settings with { Address = address }, data, screen));
    }

    /// <summary>
    /// Where it listens is all that this program prints, so in JSON it is the result. A key that was made up is told in any case: nobody
    /// could use it else.
    /// </summary>
    private static void Announce(AgentServerSettings settings, AgentData data, Screen screen)
    {
        if (settings.ApiKey is { IsMadeUp: true, Key: var key } && (screen.IsQuiet || !screen.IsText))
        {
            screen.Say(AgentServerText.MadeUp(key));
        }

        if (settings.OperationsToken is { IsMadeUp: true, Key: var token } && (screen.IsQuiet || !screen.IsText))
        {
            screen.Say(AgentServerText.MadeUpForOperators(token));
        }

        if (!screen.IsText || !screen.IsQuiet)
        {
            screen.Print(
                AgentServerText.Json(settings, data),
                output => output.Write(AgentServerText.Start(settings, data, screen.Terminal.MachineName)));
        }
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
            options.Gates.MaxHold = MaxRetryDelay;
        });
    }

    private static WebApplication Build(AgentServerSettings settings, string dataFile, Screen screen)
    {
        var builder = ServerHost.CreateBuilder(settings.Address, screen);
        builder.Services.AddOtlp(screen.Terminal.Variable);
        builder.Services.AddHealth(settings.Push);
        AddAgent(builder.Services, settings.Plan, settings.Push, settings.ApiKey?.Key).UseSqlite(dataFile);
        builder.Services.Configure<A2AAgentOptions>(options => options.PublicUrl = settings.PublicUrl);
        var app = builder.Build();
        app.MapA2A();
        app.MapHealth();
        if (settings.OperationsToken is { } token)
        {
            app.MapOperations(configure: operations => operations.Token = token.Key);
        }

        return app;
    }
}
