namespace Handler.Client.Profiles;

/// <summary>For users without a folder of their own: nothing is saved, and nothing can be.</summary>
internal sealed class NoProfileFiles : IProfileFiles
{
    public string PathOf(string file) => file;

    public byte[]? Read(string file) => null;

    public Task ChangeAsync(string file, Func<byte[]?, byte[]?> change, CancellationToken cancel) =>
        // A change that would change nothing is none that fails.
        change(null) is null ? Task.CompletedTask : throw ProfileException.NoFolder();
}
