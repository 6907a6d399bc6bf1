namespace Handler.Client.Profiles;

/// <summary>Something saved could not be read or written. The message names the file and says what to do; no secret is in it.</summary>
public sealed class ProfileException : Exception
{
    private ProfileException(ProfileFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>How it failed.</summary>
    public ProfileFailure Failure { get; }

    internal static ProfileException Damaged(string path, string fault, Exception? inner = null) =>
        new(ProfileFailure.Damaged, $"'{path}' is damaged: {fault} Repair it, or move it away to begin anew.", inner);

    internal static ProfileException Newer(string path, int version, int known) =>
        new(ProfileFailure.Newer, $"'{path}' was written by a newer version (format {version}, known is {known}). Update this program, or move the file away.");

    internal static ProfileException NoFolder() =>
        new(ProfileFailure.Unavailable, $"There is no folder to save in. Name one in the environment variable {ProfileFolder.Variable}.");

    internal static ProfileException Unavailable(string path, Exception error) => new(
        ProfileFailure.Unavailable,
        $"'{path}' cannot be used: {error.Message.TrimEnd('.')}. Allow this user to, or name another folder in {ProfileFolder.Variable}.",
        error);

    internal static ProfileException Busy(string path, TimeSpan waited) =>
        new(ProfileFailure.Busy, $"Another process has held '{path}' for {waited.TotalSeconds:0.#} s. Try again when it has ended.");
}
