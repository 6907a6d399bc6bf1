namespace Handler.Sqlite;

/// <summary>Where an agent's database lies and how it is read.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>
    /// The database file; made when it is not there, its folder is not. Beside it lie <c>.lock</c>, while a process has it open
    /// <c>-wal</c> and <c>-shm</c>, and the folder <c>.keys</c> of its encryption keys.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>How many reads run at once, 1 to 64; the rest wait for a connection.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>The folder of the keys that encrypt secrets, unless the host configures a key ring of its own.</summary>
    public string KeysFolder => FullPath + ".keys";

    internal string FullPath => System.IO.Path.GetFullPath(Path);

    internal static void Check(SqliteStoreOptions options)
    {
        var path = options.Path;
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The database has no path. Name a file, as UseSqlite(\"agent.db\") does.", nameof(options));
        }

        // SQLite would take both: a store in memory loses what it answered, and a URI can turn off locks and the log.
        if (path.StartsWith(":memory:", StringComparison.Ordinal) || path.StartsWith("file:", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{path}' is not a file's path. Name a file; for an agent that forgets, leave UseSqlite out.", nameof(options));
        }

        if (options.Readers is < 1 or > 64)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Readers, $"Readers is {options.Readers}; it must be 1 to 64.");
        }
    }
}
