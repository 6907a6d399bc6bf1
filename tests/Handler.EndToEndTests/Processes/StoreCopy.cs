namespace Handler.EndToEndTests.Processes;

/// <summary>A copy of the database of an agent that is not running: a store that forgets, for the negative control.</summary>
internal sealed class StoreCopy(string dataFile) : IDisposable
{
    private static readonly string[] Endings = ["", "-wal", "-shm"];

    private readonly TemporaryFolder _folder = new();

    public void Take() => Copy(dataFile, _folder.File("copy"));

    public void PutBack() => Copy(_folder.File("copy"), dataFile);

    public void Dispose() => _folder.Dispose();

    private static void Copy(string from, string to)
    {
        foreach (var ending in Endings)
        {
            File.Delete(to + ending);
            if (File.Exists(from + ending))
            {
                File.Copy(from + ending, to + ending);
            }
        }
    }
}
