namespace Handler.Sqlite.Engine;

/// <summary>What one caller wants written: applied within a group's transaction, answered after its commit.</summary>
internal abstract class WriteRequest(Func<int> bytes)
{
    /// <summary>About how many bytes it has written, once it is applied.</summary>
    public int Bytes => bytes();

    /// <summary>Whether it has failed, or was canceled before it began.</summary>
    public abstract bool IsSettled { get; }

    /// <summary>False when the caller has gone; from here on its cancellation is not obeyed.</summary>
    public abstract bool Begin();

    /// <summary>Writes, within the caller's savepoint.</summary>
    public abstract void Apply(SqliteSession session);

    /// <summary>Tells the engine what was committed.</summary>
    public abstract void Announce();

    /// <summary>Answers the caller.</summary>
    public abstract void Complete();

    /// <summary>Answers the caller with an error.</summary>
    public abstract void Fail(Exception error);
}
