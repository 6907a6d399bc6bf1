namespace Handler.Server.Storage;

/// <summary>
/// The store cannot read or write at present: disk full, database read-only, server away. What was accepted before is unharmed; callers get
/// this as their error, and the push engine starts nothing new until results can be written again.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Says what failed, on which database, and what to do.</summary>
    public StoreUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
