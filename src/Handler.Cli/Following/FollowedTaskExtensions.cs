using Handler.Cli.Failures;
using Handler.Cli.Output;

namespace Handler.Cli.Following;

/// <summary>How every command that follows a task ends.</summary>
internal static class FollowedTaskExtensions
{
    /// <summary>Follows, prints, says what to type next.</summary>
    /// <returns>How the program ends: the task's state tells.</returns>
    /// <exception cref="TaskLeftException">The agent was lost, or the user has had enough: the task was begun, and its id is the way back.</exception>
    public static async Task<int> RunAsync(this IFollowedTask task, Screen screen, CancellationToken cancel)
    {
        try
        {
            await task.FollowAsync(cancel);
        }
        catch (Exception error)
        {
            task.Print();
            throw new TaskLeftException(error, screen.IsQuiet ? [] : [.. task.Hints()]);
        }

        task.Print();
        foreach (var line in task.Hints())
        {
            screen.Note(line);
        }

        return task.State is { } state ? ExitCode.Of(state) : ExitCode.Done;
    }
}
