namespace Handler.Server.Storage;

/// <summary>What came of recording results.</summary>
public enum RecordOutcome
{
    /// <summary>Written.</summary>
    Recorded,

    /// <summary>Nothing was written: another owner has the shard. Stop sending.</summary>
    Fenced,
}
