using System.CommandLine;
using System.CommandLine.Parsing;
using Handler.Cli.Failures;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Commands;

/// <summary><c>handler task set-notification</c>: has an agent tell a webhook of a task.</summary>
internal sealed class SetNotificationCommand
{
    private static readonly string[] SchemesThatStandAlone = ["Bearer", "Basic", "ApiKey", "Token", "Digest"];

    private readonly Option<string> _webhookUrl = new("--webhook-url")
    {
        Description = "Where the agent posts updates to",
        HelpName = "URL",
        Required = true,
    };

    private readonly Option<string?> _webhookToken =
        SecretOption.Create("--webhook-token", "Comes with each update as X-A2A-Notification-Token");

    private readonly Option<string?> _webhookAuth =
        SecretOption.Create("--webhook-auth", "Comes with each update as Authorization, such as \"Bearer …\"");

    private readonly Option<string> _configId = new("--config-id")
    {
        Description = "The config's id on this task; the same id again replaces it",
        HelpName = "ID",
        DefaultValueFactory = _ => A2AClient.DefaultPushConfigId,
    };

    private readonly EventFilterOptions _filter;
    private readonly TaskOptions _task;
    private readonly Terminal _terminal;

    private SetNotificationCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        _task = TaskOptions.AddTo(command);
        command.Add(_webhookUrl);
        command.Add(_webhookToken);
        command.Add(_webhookAuth);
        command.Add(_configId);
        _filter = EventFilterOptions.AddTo(command);
        command.Validators.Add(Check);
        command.SetAction(SetAsync);
    }

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "set-notification",
            "Have an agent post the updates of a task to a webhook",
            [.. Examples.OnTask("set-notification --webhook-url http://127.0.0.1:9000/webhook")]);
        _ = new SetNotificationCommand(command, terminal);
        return command;
    }

    private void Check(CommandResult result)
    {
        if (result.GetValue(_webhookUrl) is { } url && HttpUrl.FaultOf(_webhookUrl.Name, url) is { } fault)
        {
            result.AddError(fault);
        }
    }

    private async Task<int> SetAsync(ParseResult parsed, CancellationToken cancel)
    {
        var token = SecretSource.Read(parsed, _webhookToken, _terminal);
        var authentication = SecretSource.Read(parsed, _webhookAuth, _terminal) is { } header ? AuthenticationOf(header) : null;
        var taskId = _task.TaskIdOf(parsed);
        using var screen = Screen.Of(parsed, _terminal);
        using var client = await _task.ConnectForDeliveryAsync(parsed, screen, cancel);
        var filter = _filter.FilterOf(parsed);
        if (filter is not null)
        {
            await EventFilterOptions.RequireAsync(client, cancel);
        }

        var config = await client.CreateTaskPushNotificationConfigAsync(
            new TaskPushNotificationConfig
            {
                Id = parsed.GetRequiredValue(_configId),
                TaskId = taskId,
                Url = parsed.GetRequiredValue(_webhookUrl),
                Token = token,
                Authentication = authentication,
            }.WithEventFilter(filter),
            cancel);

        // An agent may keep the token to itself; what was set is known here. How deliveries fare is to be asked for later.
        var masked = PushConfigText.Masked(config with { Token = config.Token ?? token }, taskId).WithDelivery(null);
        screen.Print(masked, output =>
        {
            output.WriteLine("Push notification config set");
            PushConfigText.Write(output, masked);
        });
        return ExitCode.Done;
    }

    private static AuthenticationInfo AuthenticationOf(string header)
    {
        if (header.Split(' ', 2) is [var scheme, var credentials])
        {
            return new AuthenticationInfo { Scheme = scheme, Credentials = credentials.TrimStart() };
        }

        // Alone, a scheme keeps the credentials that the agent has of it. What is none is a token whose scheme was forgotten: not repeated.
        return SchemesThatStandAlone.Contains(header, StringComparer.OrdinalIgnoreCase)
            ? new AuthenticationInfo { Scheme = header }
            : throw CommandFailedException.Usage(
                "--webhook-auth: one word is no Authorization: it needs a scheme and credentials. Write it like \"Bearer TOKEN\", in quotes.");
    }
}
