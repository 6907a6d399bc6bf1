using System.CommandLine;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Commands;

/// <summary><c>handler task set-notification</c>: has an agent tell a webhook of a task.</summary>
internal static class SetNotificationCommand
{
    private static readonly Option<string> WebhookUrl = new("--webhook-url") { Description = "Where the agent posts updates to", HelpName = "URL", Required = true };
    private static readonly Option<string?> WebhookToken = SecretOption.Create("--webhook-token", "Comes with each update as X-A2A-Notification-Token");
    private static readonly Option<string?> WebhookAuth = SecretOption.Create("--webhook-auth", "Comes with each update as Authorization, such as \"Bearer …\"");

    private static readonly Option<string> ConfigId = new("--config-id")
    {
        Description = "The config's id on this task; the same id again replaces it",
        HelpName = "ID",
        DefaultValueFactory = _ => A2AClient.DefaultPushConfigId,
    };

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "set-notification",
            "Have an agent post the updates of a task to a webhook",
            [.. Examples.OnTask("set-notification --webhook-url http://127.0.0.1:9000/webhook")]);
        var task = TaskOptions.AddTo(command);
        command.Add(WebhookUrl);
        command.Add(WebhookToken);
        command.Add(WebhookAuth);
        command.Add(ConfigId);
        command.Validators.Add(result =>
        {
            if (result.GetValue(WebhookUrl) is { } url && HttpUrl.FaultOf(WebhookUrl.Name, url) is { } fault)
            {
                result.AddError(fault);
            }
        });
        command.SetAction((parsed, cancel) => SetAsync(parsed, task, terminal, cancel));
        return command;
    }

    private static async Task<int> SetAsync(ParseResult parsed, TaskOptions task, Terminal terminal, CancellationToken cancel)
    {
        var token = SecretSource.Read(parsed, WebhookToken, terminal);
        var authentication = SecretSource.Read(parsed, WebhookAuth, terminal) is { } text ? AuthenticationOf(text) : null;
        var taskId = task.TaskIdOf(parsed);
        using var client = await task.ConnectAsync(parsed, terminal, cancel);

        var config = await client.SetPushConfigAsync(
            taskId, parsed.GetRequiredValue(WebhookUrl), token, parsed.GetRequiredValue(ConfigId), authentication, cancel);

        terminal.Out.WriteLine("Push notification config set");

        // An agent may keep the token to itself; what was set is known here.
        PushConfigText.Write(terminal.Out, taskId, config with { Token = config.Token ?? token });
        return ExitCode.Done;
    }

    private static AuthenticationInfo AuthenticationOf(string header) => header.Split(' ', 2) is [var scheme, var credentials]
        ? new AuthenticationInfo { Scheme = scheme, Credentials = credentials.TrimStart() }
        : new AuthenticationInfo { Scheme = header };
}
