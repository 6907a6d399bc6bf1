using System.CommandLine;
using Handler.Cli.Agents;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler server agent</c>: an agent to develop against.</summary>
internal static class ServerAgentCommand
{
    private const int DefaultPort = 8000;

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "agent", "Run an agent that works in steps, to develop webhooks against", "handler server agent --steps 3 --interval 500ms")
        {
            Shape = OutputShape.Endless,
        };
        var bind = BindOptions.AddTo(command, DefaultPort);
        var steps = StepsOption();
        var interval = DurationOption.Create(
            "--interval", "How long a step takes", new Duration(StepPlan.DefaultInterval), allowZero: true);
        var data = new Option<string?>("--data")
        {
            Description = "The database to keep tasks in; a temporary one when left out",
            HelpName = "FILE",
        };
        data.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(data)))
            {
                result.AddError("--data: the name is empty. Give the file to keep tasks in, such as --data agent.db, or leave the option out.");
            }
        });
        var auth = new Option<bool>("--auth") { Description = "Ask callers for an API key; without --api-key one is made and shown at the start" };
        var apiKey = SecretOption.Create("--api-key", "The API key that callers need; implies --auth");
        var operationsToken = SecretOption.Create(
            "--operations-token", $"The token that operators need (handler delivery, handler gate); {OperatorOptions.TokenVariable} when left out, else one is made and shown");
        var publicUrl = PublicUrlOption.Create();
        var noPush = new Option<bool>("--no-push") { Description = "Be an agent without push notifications" };
        command.Add(steps);
        command.Add(interval);
        command.Add(data);
        command.Add(auth);
        command.Add(apiKey);
        command.Add(operationsToken);
        command.Add(publicUrl);
        command.Add(noPush);
        command.SetAction(async (parsed, _) =>
        {
            using var screen = Screen.Of(parsed, terminal);
            var settings = new AgentServerSettings
            {
                Address = bind.Read(parsed),
                Plan = new StepPlan(parsed.GetValue(steps), parsed.GetRequiredValue(interval).Span, StepEnd.Complete),
                DataFile = parsed.GetValue(data),
                Push = !parsed.GetValue(noPush),
                PublicUrl = PublicUrlOption.Read(parsed, publicUrl),
                ApiKey = AgentApiKey.Read(parsed, auth, apiKey, terminal),
                OperationsToken = parsed.GetValue(noPush) ? null : AgentApiKey.ReadForOperators(parsed, operationsToken, terminal),
            };
            return await AgentServer.RunAsync(settings, screen);
        });
        return command;
    }

    private static Option<int> StepsOption() => new("--steps")
    {
        Description = "How many steps a task takes",
        HelpName = "N",
        DefaultValueFactory = _ => StepPlan.DefaultSteps,
        CustomParser = result =>
            NumberOption.Read(result, "--steps", 0, StepPlan.MostSteps, $"is no number of steps; give 0 to {StepPlan.MostSteps}.") ?? 0,
    };
}
