using System.CommandLine;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Commands;

/// <summary><c>handler task list</c>: the caller's tasks, newest first.</summary>
internal sealed class TaskListCommand
{
    private readonly Terminal _terminal;
    private readonly AgentOptions _agent;
    private readonly TaskListOptions _list;

    private TaskListCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        _agent = AgentOptions.AddTo(command);
        _list = TaskListOptions.AddTo(command);
        command.SetAction(ListAsync);
    }

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "list",
            "Print the tasks of an agent as a table, the newest first",
            "handler task list --url http://localhost:8000 --state completed --limit 10");
        _ = new TaskListCommand(command, terminal);
        return command;
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var screen = Screen.Of(parsed, _terminal);
        using var client = await _agent.ConnectAsync(parsed, _agent.UrlOf(parsed), screen, cancel);
        var found = await FetchAsync(client, _list.RequestOf(parsed), _list.LimitOf(parsed), cancel);
        screen.PrintList(found, found.Tasks, output => Write(output, found.Tasks, screen));
        if (found.NextPageToken.Length > 0)
        {
            screen.Note($"There are more. Go on with the same command and --page {ShellWord.Of(found.NextPageToken)}");
        }

        return ExitCode.Done;
    }

    private static void Write(TextWriter output, IReadOnlyList<AgentTask> tasks, Screen screen)
    {
        if (tasks.Count == 0)
        {
            output.WriteLine("No tasks");
        }
        else
        {
            TaskTable.Write(output, tasks, screen);
        }
    }

    /// <summary>Page by page until there are enough or no more, as one page.</summary>
    private static async Task<ListTasksResponse> FetchAsync(
        A2AClient client, ListTasksRequest request, int limit, CancellationToken cancel)
    {
        List<AgentTask> tasks = [];
        while (true)
        {
            // Never more than is still wanted: where the page ends, the next list begins.
            var page = await client.ListTasksAsync(request with { PageSize = Math.Min(request.PageSize ?? limit, limit - tasks.Count) }, cancel);
            tasks.AddRange(page.Tasks);
            var isStuck = page.NextPageToken == request.PageToken;
            if (page.NextPageToken.Length == 0 || tasks.Count >= limit || isStuck)
            {
                return page with { Tasks = tasks, NextPageToken = isStuck ? "" : page.NextPageToken, PageSize = tasks.Count };
            }

            request = request with { PageToken = page.NextPageToken };
        }
    }
}
