using System.CommandLine;
using Handler.Cli.Agents;
using Handler.Cli.Options;

namespace Handler.Cli.Commands;

/// <summary><c>handler server agent</c>: an agent to develop against.</summary>
internal static class ServerAgentCommand
{
    private const int DefaultPort = 8000;

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "agent", "Run an agent that works in steps, to develop webhooks against", "handler server agent --steps 3 --interval 500ms");
        var bind = BindOptions.AddTo(command, DefaultPort);
        var steps = StepsOption();
        var interval = DurationOption.Create(
            "--interval", "How long a step takes", new Duration(StepPlan.DefaultInterval), allowZero: true);
        var data = new Option<string?>("--data")
        {
            Description = "The database to keep tasks in; a temporary one when left out",
            HelpName = "FILE",
        };
        var noPush = new Option<bool>("--no-push") { Description = "Be an agent without push notifications" };
        command.Add(steps);
        command.Add(interval);
        command.Add(data);
        command.Add(noPush);
        command.SetAction((parsed, _) => AgentServer.RunAsync(
            new AgentServerSettings
            {
                Address = bind.Read(parsed),
                Plan = new StepPlan(parsed.GetValue(steps), parsed.GetValue(interval).Span, StepEnd.Complete),
                DataFile = parsed.GetValue(data),
                Push = !parsed.GetValue(noPush),
            },
            terminal));
        return command;
    }

    private static Option<int> StepsOption()
    {
        var steps = new Option<int>("--steps")
        {
            Description = "How many steps a task takes",
            HelpName = "N",
            DefaultValueFactory = _ => StepPlan.DefaultSteps,
        };
        steps.Validators.Add(result =>
        {
            if (result.GetValue(steps) is < 0 or > StepPlan.MostSteps)
            {
                result.AddError($"--steps: {result.GetValue(steps)} is out of range; give 0 to {StepPlan.MostSteps}.");
            }
        });
        return steps;
    }
}
