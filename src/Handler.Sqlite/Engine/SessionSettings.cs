namespace Handler.Sqlite.Engine;

/// <summary>How connections are set up.</summary>
internal static class SessionSettings
{
    /// <summary>
    /// FULL: a commit is on the disk before it is answered. No checkpoint by itself: the writer does it at its time. A log that grew
    /// while a long read held it is cut back to 16 MB when it begins anew. The timeout is for a foreign tool that holds a lock for a
    /// moment.
    /// </summary>
    public const string Writer =
        """
        pragma synchronous = full;
        pragma wal_autocheckpoint = 0;
        pragma journal_size_limit = 16777216;
        pragma cache_size = -16384;
        pragma temp_store = memory;
        pragma busy_timeout = 2000;
        """;

    /// <summary>A reader never copies the log.</summary>
    public const string Reader =
        """
        pragma wal_autocheckpoint = 0;
        pragma query_only = on;
        pragma temp_store = memory;
        pragma busy_timeout = 2000;
        """;
}
