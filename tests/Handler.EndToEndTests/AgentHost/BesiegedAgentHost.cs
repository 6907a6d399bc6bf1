using System.Net;
using Handler.Protocol;
using Handler.Server;
using Handler.Server.Push;
using Handler.Sqlite;
using Handler.TestKit.Hostile;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Handler.EndToEndTests.AgentHost;

/// <summary>The agent of the hostile tests, as a program: a <see cref="WitnessedAgent"/> with names by script, limits by the test, and flaws by switch.</summary>
internal static class BesiegedAgentHost
{
    /// <summary>The first argument, before the settings.</summary>
    public const string Word = "besieged";

    public static async Task<int> RunAsync(string argument)
    {
        var settings = BesiegedAgentSettings.Parse(argument);
        using var witness = new WitnessFile(settings.WitnessFile);
        await using var app = Build(settings, witness);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(WitnessedAgentHost.Ready);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static WebApplication Build(BesiegedAgentSettings settings, WitnessFile witness)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
        builder.Services.AddSingleton(WorkOf(settings)).AddSingleton(witness).AddScriptedNames();
        var agent = builder.Services.AddA2AAgent<WitnessedAgent>(AgentCard.Describe("Besieged agent", "Works in steps, whatever its webhooks do."))
            .UseSqlite(settings.DataFile)
            .AddPushNotifications(push => Configure(push, settings));
        if (settings.Keys.Count > 0)
        {
            agent.AddApiKeys(keys => settings.Keys.ToList().ForEach(key => keys.Add(key.Key, key.Value)));
        }

        settings.Flaw.ApplyTo(builder.Services);
        var app = builder.Build();
        app.MapA2A();
        return app;
    }

    private static WitnessedAgentSettings WorkOf(BesiegedAgentSettings settings) => new(
        settings.Port, settings.DataFile, settings.WitnessFile, settings.Steps, TimeSpan.FromMilliseconds(settings.Interval), TimeSpan.Zero);

    private static void Configure(PushOptions push, BesiegedAgentSettings settings)
    {
        if (settings.ReachesHere)
        {
            push.Egress.AllowHttp = true;
            push.Egress.AllowedNetworks.Add(IPNetwork.Parse("127.0.0.1/32"));
        }

        var wait = TimeSpan.FromMilliseconds(settings.RefusalWait);
        push.AttemptTimeout = TimeSpan.FromMilliseconds(settings.AttemptTimeout);
        push.ConnectTimeout = TimeSpan.FromMilliseconds(settings.ConnectTimeout);
        push.Gates.FirstHold = push.Gates.MaxHold = TimeSpan.FromMilliseconds(settings.GateHold);
        push.Gates.MaxRetryAfter = TimeSpan.FromMilliseconds(settings.MaxRetryAfter);
        push.MaxInFlight = settings.MaxInFlight;
        push.MaxInFlightPerGate = Math.Min(push.MaxInFlightPerGate, settings.MaxInFlight);
        push.Retry.FirstDelay = TimeSpan.FromMilliseconds(20);
        push.Retry.Floor = TimeSpan.FromMilliseconds(5);
        push.Retry.MaxDelay = TimeSpan.FromMilliseconds(200);
        push.Retry.RefusalWaits = [wait, wait, wait, wait, wait];
        push.Retry.StrictRefusalWaits = [wait, wait];
        settings.Flaw.ApplyTo(push);
    }
}
