using System.CommandLine;
using Handler.Cli.Demo;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;

namespace Handler.Cli.Commands;

/// <summary><c>handler demo</c>: the whole cycle of a push notification, from one command.</summary>
internal static class DemoCommand
{
    public const string Name = "demo";

    public const string Description = "Show the whole cycle over real HTTP: an agent, a webhook, every update, and a verdict";

    public static Command Create(Terminal terminal)
    {
        var byDefault = new DemoSettings();
        var command = new ExampleCommand(Name, Description, "handler demo --kill");
        var kill = new Option<bool>("--kill") { Description = "Kill the agent with SIGKILL in the middle of its work and start it again: nothing is lost" };
        var interval = DurationOption.Create("--interval", "How long a step of the agent takes", new Duration(byDefault.Interval));
        var protocol = ProtocolOption.Create("Show it in this dialect of A2A (default: 1.0)");
        var drop = new Option<bool>("--drop-pushes") { Description = "Let the webhook drop what it is sent, to see the demo fail", Hidden = true };
        var patience = DurationOption.Create("--patience", "How long beyond a step to wait for the next push", new Duration(byDefault.Patience));
        patience.Hidden = true;
        foreach (var option in (Option[])[protocol, kill, interval, drop, patience])
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            var settings = byDefault with
            {
                Dialect = parsed.GetValue(protocol) is { } chosen ? DemoDialects.Of(chosen) : byDefault.Dialect,
                Kill = parsed.GetValue(kill),
                Interval = parsed.GetRequiredValue(interval).Span,
                Patience = parsed.GetRequiredValue(patience).Span,
                DropsPushes = parsed.GetValue(drop),
            };
            using var screen = Screen.Of(parsed, terminal);
            var calls = new A2AClientOptions
            {
                Protocol = settings.Dialect.Protocol,
                HttpClient = AgentNetwork.ClientOf(screen),
                TimeProvider = terminal.Clock,
            };
            return await new DemoRun(settings, new DemoScreen(screen), calls).RunAsync(cancel) ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }
}
