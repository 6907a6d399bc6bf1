namespace Handler.Server.Storage;

/// <summary>What hears the <see cref="Doorbell"/>. Called on the store's thread, also within its locks: must be quick and call nothing back.</summary>
public interface ILaneListener
{
    /// <summary>A commit has moved these lanes' tails.</summary>
    void Advanced(IReadOnlyList<LaneAdvance> advances);

    /// <summary>A lane is at <paramref name="generation"/> now (its config was replaced, or what was overdue on it was given up under a held gate), or deleted (null).</summary>
    void LaneChanged(Guid lane, long? generation);

    /// <summary>An operator has held or resumed a gate.</summary>
    void GateChanged(GateRow gate);
}
