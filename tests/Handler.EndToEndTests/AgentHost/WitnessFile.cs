using System.Text;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.AgentHost;

/// <summary>
/// What the agent was told is committed, one line each, written after the commit returned and handed to the system at once: a SIGKILL takes none of it.
/// </summary>
internal sealed class WitnessFile(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Committed(string taskId, string key)
    {
        var line = Encoding.UTF8.GetBytes($"{taskId}\t{key}\n");
        lock (_lock)
        {
            _file.Write(line);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>All that was witnessed, by every life of the agent.</summary>
    public static IReadOnlyList<CommittedUpdate> Read(string path)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n');

        // What follows the last line end was cut by a kill: its commit is not known to have been told.
        return [.. lines[..^1].Select(line => line.Split('\t')).Select(parts => new CommittedUpdate(parts[0], parts[1]))];
    }
}
