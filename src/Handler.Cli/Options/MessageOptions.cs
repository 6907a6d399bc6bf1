using System.CommandLine;
using System.CommandLine.Parsing;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Options;

/// <summary>What every command that says something to an agent shares: the agent, the text, what it belongs to, and who is told.</summary>
internal sealed class MessageOptions
{
    private readonly Argument<string[]> _words = new("text")
    {
        Description = "What the agent is told; before it the agent's URL, where --url is left out",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _taskId = new("--task-id")
    {
        Description = "Go on with this task, such as one that asked for input",
        HelpName = "ID",
    };

    private readonly Option<string?> _contextId = new("--context-id") { Description = "Go on in this conversation", HelpName = "ID" };

    private readonly Option<string?> _pushUrl = new("--push-url")
    {
        Description = "A webhook that the agent posts the task's updates to, from the first on",
        HelpName = "URL",
    };

    private readonly Option<string?> _pushToken = SecretOption.Create("--push-token", "Comes with each update as X-A2A-Notification-Token");

    private readonly AgentOptions _agent;

    private MessageOptions(Command command)
    {
        command.Add(_words);
        _agent = AgentOptions.AddWithoutArgumentTo(command);
        command.Add(_taskId);
        command.Add(_contextId);
        command.Add(_pushUrl);
        command.Add(_pushToken);
        command.Validators.Add(CheckText);
        command.Validators.Add(CheckPush);
    }

    public static MessageOptions AddTo(Command command) => new(command);

    /// <summary>The agent's URL as it was typed.</summary>
    public string UrlOf(ParseResult parsed) => _agent.UrlOf(parsed, FirstWord(parsed));

    /// <inheritdoc cref="AgentOptions.WordsOf"/>
    public string AgentWordsOf(ParseResult parsed) => _agent.WordsOf(parsed, FirstWord(parsed));

    public string TextOf(ParseResult parsed) => parsed.GetRequiredValue(_words)[^1];

    public string? TaskIdOf(ParseResult parsed) => parsed.GetValue(_taskId);

    public string? ContextIdOf(ParseResult parsed) => parsed.GetValue(_contextId);

    /// <summary>The line says itself what the message belongs to.</summary>
    public bool NamesPlace(CommandResult result) => (result.GetValue(_taskId) ?? result.GetValue(_contextId)) is not null;

    /// <summary>The webhook to be told, as a config of the message; null when none was named.</summary>
    public TaskPushNotificationConfig? PushConfigOf(ParseResult parsed, Terminal terminal) => parsed.GetValue(_pushUrl) is { } url
        ? new TaskPushNotificationConfig
        {
            Id = A2AClient.DefaultPushConfigId,
            Url = url,
            Token = SecretSource.Read(parsed, _pushToken, terminal),
        }
        : null;

    /// <inheritdoc cref="AgentOptions.ConnectAsync"/>
    public Task<A2AClient> ConnectAsync(ParseResult parsed, Screen screen, CancellationToken cancel) =>
        _agent.ConnectAsync(parsed, UrlOf(parsed), screen, cancel);

    private string FirstWord(ParseResult parsed) => parsed.GetRequiredValue(_words)[0];

    private void CheckText(CommandResult result)
    {
        var words = result.GetValue(_words) ?? [];
        var hasUrl = _agent.HasUrl(result);
        if (words.FirstOrDefault(UnknownOption.Is) is { } unknown)
        {
            result.AddError(UnknownOption.Fault(unknown, result.Command));
            return;
        }

        if (!hasUrl && words is [var only] && HttpUrl.FaultOf("", only) is null)
        {
            result.AddError($"What is the agent to be told? Add a text in quotes, such as {only} \"Process this data\".");
            return;
        }

        _agent.CheckUrl(result, !hasUrl && words.Length > 1 ? words[0] : null);
        if (words.Length > (hasUrl ? 1 : 2))
        {
            result.AddError($"The text is one argument: put it in quotes, such as \"{string.Join(' ', hasUrl ? words : words[1..])}\".");
        }

        if (words is [.., var text] && string.IsNullOrWhiteSpace(text))
        {
            result.AddError("The text is empty. Say what the agent is to be told, such as \"Process this data\".");
        }
    }

    private void CheckPush(CommandResult result)
    {
        if ((result.GetValue(_words) ?? []).Any(UnknownOption.Is))
        {
            return;
        }

        if (result.GetValue(_pushUrl) is { } url && HttpUrl.FaultOf(_pushUrl.Name, url) is { } fault)
        {
            result.AddError(fault);
        }
        else if (result.GetValue(_pushUrl) is null && result.GetValue(_pushToken) is not null)
        {
            result.AddError("--push-token goes with --push-url, which is missing. Add --push-url with the webhook's URL.");
        }
    }
}
