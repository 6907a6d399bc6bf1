using System.CommandLine;
using Handler.Protocol;

namespace Handler.Cli.Options;

/// <summary>Which tasks are listed, and how many.</summary>
internal sealed class TaskListOptions
{
    /// <summary>How many tasks are printed when none says otherwise: what an agent puts on a page.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The most that an agent puts on one page (A2A 1.0, 3.1.4).</summary>
    private const int LargestPage = 100;

    private readonly Option<string?> _contextId = new("--context-id") { Description = "Only tasks of this conversation", HelpName = "ID" };

    private readonly Option<string?> _state = new("--state")
    {
        Description = $"Only tasks in this state: {string.Join(", ", States.Select(state => state.DisplayName))}",
        HelpName = "STATE",
    };

    private readonly Option<int> _limit = new("--limit")
    {
        Description = "Print at most so many, the newest first",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultLimit,
        CustomParser = result => NumberOption.Read(
            result, "--limit", 1, int.MaxValue, $"is no number of tasks; give how many to print, such as {DefaultLimit}.") ?? 0,
    };

    private readonly Option<string?> _page = new("--page") { Description = "Go on where a list before ended; it says where", HelpName = "TOKEN" };

    private TaskListOptions(Command command)
    {
        command.Add(_contextId);
        command.Add(_state);
        command.Add(_limit);
        command.Add(_page);
        _state.CompletionSources.Add([.. States.Select(state => state.DisplayName)]);
        _state.Validators.Add(result =>
        {
            if (result.GetValue(_state) is { } name && StateOf(name) is null)
            {
                result.AddError($"--state: '{name}' is no state; give one of {string.Join(", ", States.Select(state => state.DisplayName))}.");
            }
        });
    }

    private static IEnumerable<TaskState> States => Enum.GetValues<TaskState>().Where(state => state != TaskState.Unspecified);

    public static TaskListOptions AddTo(Command command) => new(command);

    public int LimitOf(ParseResult parsed) => parsed.GetValue(_limit);

    /// <summary>The request for the first page.</summary>
    public ListTasksRequest RequestOf(ParseResult parsed) => new()
    {
        ContextId = parsed.GetValue(_contextId),
        Status = parsed.GetValue(_state) is { } name ? StateOf(name) : null,
        PageSize = Math.Min(LimitOf(parsed), LargestPage),
        PageToken = parsed.GetValue(_page),
    };

    private static TaskState? StateOf(string name)
    {
        var found = States.Where(state => string.Equals(state.DisplayName, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found is [var state] ? state : null;
    }
}
