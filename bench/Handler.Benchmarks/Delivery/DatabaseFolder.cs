namespace Handler.Benchmarks.Delivery;

/// <summary>Where databases are made: on a disk, for a sync to memory costs nothing and would say nothing.</summary>
internal static class DatabaseFolder
{
    /// <summary>Makes an empty folder in the one given, else among the temporary files.</summary>
    /// <exception cref="FormatException">It would be in memory.</exception>
    public static DirectoryInfo Make(string? parent)
    {
        var name = "bench-" + Guid.NewGuid().ToString("n");
        var folder = Directory.CreateDirectory(Path.Combine(parent ?? Path.GetTempPath(), name));
        if (new DriveInfo(folder.FullName).DriveFormat is "tmpfs" or "ramfs")
        {
            folder.Delete();
            throw new FormatException($"{folder.Parent} is in memory; name a folder on a disk: --folder PATH");
        }

        return folder;
    }
}
