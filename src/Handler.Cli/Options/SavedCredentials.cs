using Handler.Cli.Output;
using Handler.Client.Profiles;

namespace Handler.Cli.Options;

/// <summary>The credentials that are saved for an agent, for commands that were given none.</summary>
internal static class SavedCredentials
{
    /// <summary>
    /// The credential; null when there is none. A folder that this user may not read holds none of this user's: said, and gone on without,
    /// as programs without a home do.
    /// </summary>
    /// <exception cref="ProfileException">What is saved is damaged: to go on without would be to call as somebody else.</exception>
    public static SavedCredential? Find(string url, Screen screen)
    {
        try
        {
            return screen.Terminal.Profiles.FindCredential(url);
        }
        catch (ProfileException unread) when (unread.Failure == ProfileFailure.Unavailable)
        {
            screen.Note(WireText.Line($"No saved credentials are used: {unread.Message}"));
            return null;
        }
    }
}
