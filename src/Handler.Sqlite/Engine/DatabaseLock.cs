namespace Handler.Sqlite.Engine;

/// <summary>
/// The right of one process to a database, held as a lock of the operating system on <c>&lt;database&gt;.lock</c>: it ends with the
/// process, however that ends. The file stays; taking it away would let two processes lock two files of one name.
/// </summary>
internal sealed class DatabaseLock : IDisposable
{
    private readonly FileStream _file;

    private DatabaseLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or says who has it.</summary>
    /// <exception cref="SqliteStoreException">Another process has it, or the file cannot be made.</exception>
    public static DatabaseLock Take(string database)
    {
        var path = database + ".lock";
        try
        {
            // FileShare.None is flock on Unix: unlike a POSIX lock it is not lost when the process closes another handle on the file.
            return new DatabaseLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw SqliteStoreException.InUse(database, path, LockHolder.Find(path), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SqliteStoreException.NoLock(database, path, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
