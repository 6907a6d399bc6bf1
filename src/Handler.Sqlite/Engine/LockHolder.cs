using System.Globalization;

namespace Handler.Sqlite.Engine;

/// <summary>
/// Finds which process has a file open, where the system tells it for nothing (Linux). What the holder wrote into the file could not be
/// read: .NET takes a shared lock to read, which the exclusive one refuses.
/// </summary>
internal static class LockHolder
{
    /// <summary>The process, if it can be seen from here.</summary>
    public static int? Find(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // Only for the message of a refused opening, so a walk over all processes is cheap enough.
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && HasOpen(folder, path))
            {
                return pid;
            }
        }

        return null;
    }

    private static bool HasOpen(string process, string path)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(process, "fd")).EnumerateFileSystemInfos().Any(file => file.LinkTarget == path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;   // Somebody else's process, or one that has just ended.
        }
    }
}
