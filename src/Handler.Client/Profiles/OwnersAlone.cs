using Microsoft.Win32.SafeHandles;

namespace Handler.Client.Profiles;

/// <summary>Files and folders that their owner alone may open: 0600 and 0700. Windows keeps a user's folders to the user by itself.</summary>
internal static class OwnersAlone
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>How to open a file that nobody else has open, made if need be for its owner alone.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode600;
        }

        return options;
    }

    /// <summary>Makes a folder if need be. One that is there keeps its mode: it may be the user's on purpose.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, FileMode600 | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Others may put files of theirs into the folder, or in the place of its files.</summary>
    public static bool IsOpenToOthers(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var mode = File.GetUnixFileMode(folder);
        return (mode & OthersWrite) != UnixFileMode.None && !mode.HasFlag(UnixFileMode.StickyBit);
    }

    /// <summary>Takes an open file away from others; the mode that it had, <c>null</c> when it was the owner's alone.</summary>
    public static UnixFileMode? Tighten(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(file) is var mode && (mode & Others) == UnixFileMode.None)
        {
            return null;
        }

        File.SetUnixFileMode(file, FileMode600);
        return mode;
    }
}
