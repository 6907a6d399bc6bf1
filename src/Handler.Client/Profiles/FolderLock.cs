namespace Handler.Client.Profiles;

/// <summary>
/// The right of one writer to a folder, held as a lock of the operating system on a file in it: it ends with the process, however that
/// ends. The file stays; taking it away would let two processes lock two files of one name.
/// </summary>
internal static class FolderLock
{
    /// <summary>A write takes milliseconds; whoever holds the lock for longer is stopped or on a broken disk.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Takes the lock, waiting for others.</summary>
    /// <exception cref="ProfileException">Others held it for too long.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeProvider clock, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            if (clock.GetElapsedTime(began) > LongestWait)
            {
                throw ProfileException.Busy(path, LongestWait);
            }

            await Task.Delay(Pause, clock, cancel);
        }
    }

    private static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, OwnersAlone.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite));
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
    }

    // EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
