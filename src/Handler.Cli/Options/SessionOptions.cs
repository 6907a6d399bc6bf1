using System.CommandLine;
using Handler.Cli.Failures;
using Handler.Cli.Following;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Client.Profiles;
using Handler.Protocol;

namespace Handler.Cli.Options;

/// <summary>Whether a message goes on with the saved session, and whether it leaves one.</summary>
internal sealed class SessionOptions
{
    private readonly Option<bool> _continue = new("--continue", "-c")
    {
        Description = "Go on with the saved session: its conversation, and its task while that takes messages",
    };

    private readonly Option<bool> _noSave = new("--no-save") { Description = "Leave the saved session as it is" };

    private readonly MessageOptions _message;

    private SessionOptions(MessageOptions message) => _message = message;

    public static SessionOptions AddTo(Command command, MessageOptions message)
    {
        var options = new SessionOptions(message);
        command.Add(options._continue);
        command.Add(options._noSave);
        command.Validators.Add(result =>
        {
            if (result.GetValue(options._continue) && message.NamesPlace(result))
            {
                result.AddError("--continue goes on where the saved session stands, and --task-id or --context-id elsewhere. Give one of them.");
            }
        });
        return options;
    }

    /// <summary>What the message belongs to.</summary>
    /// <exception cref="CommandFailedException">There is no session to go on with.</exception>
    public async Task<(string? TaskId, string? ContextId)> PlaceOfAsync(
        ParseResult parsed, A2AClient client, Terminal terminal, CancellationToken cancel)
    {
        if (!parsed.GetValue(_continue))
        {
            return (_message.TaskIdOf(parsed), _message.ContextIdOf(parsed));
        }

        var url = _message.UrlOf(parsed);
        var session = await terminal.Profiles.ResumeSessionAsync(url, client, cancel) ?? throw CommandFailedException.Refused(
            $"No saved session for {url}. Leave --continue out to begin one. Saved sessions: handler session list");
        return (session.TaskId, session.ContextId);
    }

    /// <summary>Follows a task to the end of its command, and leaves the session behind whatever that end is.</summary>
    /// <returns>How the program ends.</returns>
    public async Task<int> FollowAsync(ParseResult parsed, IFollowedTask task, Screen screen, CancellationToken cancel)
    {
        try
        {
            return await task.RunAsync(screen, cancel);
        }
        finally
        {
            await SaveAsync(parsed, task.ContextId, task.Id, task.State, screen);
        }
    }

    /// <summary>Leaves the session behind. That it cannot be saved is told, and is no failure: the message was sent.</summary>
    public async Task SaveAsync(ParseResult parsed, string? contextId, string? taskId, TaskState? state, Screen screen)
    {
        if (parsed.GetValue(_noSave))
        {
            return;
        }

        try
        {
            // Also after an interruption, which leaves the task going on.
            await screen.Terminal.Profiles.SaveSessionAsync(_message.UrlOf(parsed), contextId, taskId, state, CancellationToken.None);
        }
        catch (ProfileException unsaved)
        {
            screen.Note(WireText.Line($"The session was not saved: {unsaved.Message}"));
        }
    }
}
