namespace Handler.Server.Storage;

/// <summary>What hears the <see cref="Doorbell"/>. Called on the store's thread, also within its locks: must be quick and call nothing back.</summary>
public interface ILaneListener
{
    /// <summary>A commit has moved these lanes' tails.</summary>
    void Advanced(IReadOnlyList<LaneAdvance> advances);

    /// <summary>A config was replaced (its lane is at <paramref name="generation"/> now) or deleted (null).</summary>
    void LaneChanged(Guid lane, long? generation);
}
