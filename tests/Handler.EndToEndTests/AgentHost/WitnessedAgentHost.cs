using Handler.Protocol;
using Handler.Server;
using Handler.Server.Push;
using Handler.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Handler.EndToEndTests.AgentHost;

/// <summary>The agent of the kill tests, as a program: the whole server side on SQLite, with short waits between attempts so that a seed is soon done.</summary>
internal static class WitnessedAgentHost
{
    /// <summary>The assembly that is this program.</summary>
    public const string Assembly = "Handler.EndToEndTests.dll";

    /// <summary>What it prints when it listens.</summary>
    public const string Ready = "The witnessed agent listens.";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var settings = WitnessedAgentSettings.Parse(arguments);
        using var witness = new WitnessFile(settings.WitnessFile);
        await using var app = Build(settings, witness);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(Ready);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static WebApplication Build(WitnessedAgentSettings settings, WitnessFile witness)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
        builder.Services.AddSingleton(settings).AddSingleton(witness);
        var agent = settings.ByHand ? builder.Services.AddA2AAgent<HandPushingAgent>(Card) : builder.Services.AddA2AAgent<WitnessedAgent>(Card);
        agent.UseSqlite(settings.DataFile).AddPushNotifications(push =>
        {
            push.Automatic = !settings.ByHand;
            push.Egress.AllowLoopback = true;
            push.AttemptTimeout = settings.AttemptTimeout;
            push.Retry.FirstDelay = TimeSpan.FromMilliseconds(20);
            push.Retry.Floor = TimeSpan.FromMilliseconds(5);
            push.Retry.MaxDelay = TimeSpan.FromMilliseconds(200);
            push.Gates.FirstHold = TimeSpan.FromMilliseconds(100);
            push.Gates.MaxHold = TimeSpan.FromMilliseconds(200);
        });
        var app = builder.Build();
        app.MapA2A();
        return app;
    }

    private static AgentCard Card => new()
    {
        Name = "Witnessed agent",
        Description = "Works in steps and notes what is committed.",
        Version = "1",
        SupportedInterfaces = [],
        Capabilities = new AgentCapabilities(),
        DefaultInputModes = ["text/plain"],
        DefaultOutputModes = ["text/plain"],
        Skills = [new AgentSkill { Id = "work", Name = "Work", Description = "Works in steps.", Tags = ["test"] }],
    };
}
