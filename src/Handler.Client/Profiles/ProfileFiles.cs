namespace Handler.Client.Profiles;

/// <summary>
/// Files in a folder of the user: a reader sees what one writer left, whole, for a file is written beside and put in its place; writers
/// take turns by a lock of the operating system.
/// </summary>
/// <param name="folder">The folder; made at the first write.</param>
/// <param name="clock">For the wait for other writers.</param>
/// <param name="note">Told what the user should know, in a sentence.</param>
internal sealed class ProfileFiles(string folder, TimeProvider clock, Action<string> note) : IProfileFiles
{
    private const string LockFile = ".lock";

    public string PathOf(string file) => Path.Combine(folder, file);

    public byte[]? Read(string file)
    {
        var path = PathOf(file);
        try
        {
            // Shared with writers: they put another file in the place of this one.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Tighten(stream, path);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ProfileException.Unavailable(path, error);
        }
    }

    public async Task ChangeAsync(string file, Func<byte[]?, byte[]?> change, CancellationToken cancel)
    {
        // What is not there is not made only to find nothing in it.
        if (!Directory.Exists(folder) && change(null) is null)
        {
            return;
        }

        try
        {
            OwnersAlone.MakeFolder(folder);
            using var turn = await FolderLock.TakeAsync(PathOf(LockFile), clock, cancel);
            if (Changed(file, change) is { } content)
            {
                Replace(PathOf(file), content);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ProfileException.Unavailable(PathOf(file), error);
        }
    }

    private static void Replace(string path, byte[] content)
    {
        // One writer at a time, so one name will do; what a writer left that was killed goes.
        var beside = path + ".new";
        File.Delete(beside);
        using (var stream = new FileStream(beside, OwnersAlone.Options(FileMode.CreateNew, FileAccess.Write)))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private byte[]? Changed(string file, Func<byte[]?, byte[]?> change)
    {
        try
        {
            return change(Read(file));
        }
        catch (ProfileException damaged) when (damaged.Failure == ProfileFailure.Damaged)
        {
            if (change(null) is not { } content)
            {
                throw;
            }

            KeepAside(PathOf(file), damaged.Message);
            return content;
        }
    }

    private void KeepAside(string path, string fault)
    {
        var aside = Enumerable.Range(1, int.MaxValue).Select(number => $"{path}.damaged-{number}").First(name => !File.Exists(name));
        File.Move(path, aside);
        note($"{fault} It was kept as '{aside}', and a new one begun.");
    }

    private void Tighten(FileStream stream, string path)
    {
        try
        {
            if (OwnersAlone.Tighten(stream.SafeFileHandle) is { } mode)
            {
                note($"'{path}' could be opened by other users of this machine (mode {Convert.ToString((int)mode, 8)}); now it is yours alone.");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            note($"'{path}' can be opened by other users of this machine ({error.Message.TrimEnd('.')}). Take it away from them: chmod 600.");
        }

        if (OwnersAlone.IsOpenToOthers(folder))
        {
            note($"Other users of this machine can change files in '{folder}'. Take it away from them: chmod go-w.");
        }
    }
}
