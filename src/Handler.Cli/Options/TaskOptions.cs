using System.CommandLine;
using Handler.Client;

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

    public string UrlOf(ParseResult parsed) => _agent.UrlOf(parsed);

    public Task<A2AClient> ConnectAsync(ParseResult parsed, Terminal terminal, CancellationToken cancel) =>
        _agent.ConnectAsync(parsed, UrlOf(parsed), terminal, cancel);
}
