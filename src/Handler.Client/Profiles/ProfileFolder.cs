namespace Handler.Client.Profiles;

/// <summary>Where a user's sessions and credentials are saved. Pure.</summary>
public static class ProfileFolder
{
    /// <summary>The environment variable that names the folder, for scripts and tests; it beats all else.</summary>
    public const string Variable = "HANDLER_CONFIG_DIR";

    private const string Name = "handler";

    /// <summary>
    /// <c>HANDLER_CONFIG_DIR</c>; else <c>%APPDATA%\handler</c> on Windows, <c>$XDG_CONFIG_HOME/handler</c> or <c>~/.config/handler</c>
    /// elsewhere. <c>null</c> where the environment knows no such place.
    /// </summary>
    /// <param name="variable">An environment variable by its name.</param>
    public static string? Find(Func<string, string?> variable) => Find(variable, OperatingSystem.IsWindows());

    internal static string? Find(Func<string, string?> variable, bool isWindows)
    {
        if (variable(Variable) is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }

        if (isWindows)
        {
            return variable("APPDATA") is { Length: > 0 } roaming ? Path.Combine(roaming, Name) : null;
        }

        // By the XDG specification a relative path is to be ignored.
        return variable("XDG_CONFIG_HOME") is ['/', ..] and { } xdg ? Path.Combine(xdg, Name)
            : variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config", Name)
            : null;
    }
}
