using System.Text;
using Handler.Server.Storage;
using Handler.Sqlite;
using Handler.Sqlite.Engine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace Handler.StoreTests.Sqlite;

/// <summary>A database file in a folder of its own, which goes with the test.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("handler-sqlite-");

    public string Folder => _folder.FullName;

    public string Path => System.IO.Path.Combine(Folder, "agent.db");

    public SqliteAgentStore Open(TimeProvider clock, Doorbell doorbell, ILogger<SqliteAgentStore>? logger = null, BacklogLimits? limits = null) =>
        SqliteAgentStore.Open(new SqliteStoreOptions { Path = Path }, clock, doorbell, logger ?? NullLogger<SqliteAgentStore>.Instance, limits);

    public SqliteAgentStore Open() => Open(TimeProvider.System, new Doorbell());

    /// <summary>A connection beside the store's, as an operator's tool has one.</summary>
    public SqliteSession Connect() => SqliteSession.Open(Path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    public void Execute(string sql)
    {
        using var session = Connect();
        session.Execute(sql);
    }

    public string? Ask(string sql)
    {
        using var session = Connect();
        return session.Ask(sql);
    }

    /// <summary>The files as a killed process leaves them: the database and its log, nothing closed.</summary>
    public TemporaryDatabase CopyAsAfterKill()
    {
        var copy = new TemporaryDatabase();
        File.Copy(Path, copy.Path);
        File.Copy(Path + "-wal", copy.Path + "-wal");
        return copy;
    }

    /// <summary>All that lies on the disk for the database and its log, byte by byte.</summary>
    public string AllBytes() =>
        string.Concat(Directory.GetFiles(Folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(Read));

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
