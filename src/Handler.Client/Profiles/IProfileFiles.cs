namespace Handler.Client.Profiles;

/// <summary>Small files that several processes read and change.</summary>
internal interface IProfileFiles
{
    /// <summary>Where a file is, for messages.</summary>
    string PathOf(string file);

    /// <summary>A file's content as some writer left it, whole; <c>null</c> when there is none.</summary>
    /// <exception cref="ProfileException">It may not be read.</exception>
    byte[]? Read(string file);

    /// <summary>
    /// Changes a file while nobody else does. When <paramref name="change"/> finds the content damaged it is kept aside and the change made
    /// to an empty file.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="change">From the content (<c>null</c> = none) to the new one; <c>null</c> = leave it.</param>
    /// <param name="cancel">Ends the wait for others.</param>
    /// <exception cref="ProfileException">It could not be changed; then it is as it was.</exception>
    Task ChangeAsync(string file, Func<byte[]?, byte[]?> change, CancellationToken cancel);
}
