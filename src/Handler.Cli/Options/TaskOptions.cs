using System.CommandLine;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Options;

/// <summary>What every command on one task shares: the agent and the task.</summary>
internal sealed class TaskOptions
{
    private readonly AgentOptions _agent;
    private readonly Option<string> _taskId = new("--task-id") { Description = "The task", HelpName = "ID", Required = true };

    private TaskOptions(AgentOptions agent) => _agent = agent;

    public static TaskOptions AddTo(Command command)
    {
        var options = new TaskOptions(AgentOptions.AddTo(command));
        command.Add(options._taskId);
        return options;
    }

    public string TaskIdOf(ParseResult parsed) => parsed.GetRequiredValue(_taskId);

    /// <inheritdoc cref="AgentOptions.WordsOf"/>
    public string AgentWordsOf(ParseResult parsed) => _agent.WordsOf(parsed);

    /// <inheritdoc cref="AgentOptions.ConnectAsync"/>
    public Task<A2AClient> ConnectAsync(ParseResult parsed, Screen screen, CancellationToken cancel) =>
        _agent.ConnectAsync(parsed, _agent.UrlOf(parsed), screen, cancel);

    /// <summary>The same, to filter the events of a config or to read how its deliveries fare: agents that do not know the extension ignore its name.</summary>
    public Task<A2AClient> ConnectForDeliveryAsync(ParseResult parsed, Screen screen, CancellationToken cancel) =>
        _agent.ConnectAsync(parsed, _agent.UrlOf(parsed), screen, cancel, PushDeliveryExtension.Uri);
}
