using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>How much waits for each owner, as far as the writer's thread has come. Results know their lane's gate by its row alone.</summary>
internal sealed class Backlogs(BacklogLimits limits)
{
    // One entry for each gate that brought a result: as many as there are rows in a small table.
    private readonly Dictionary<long, OwnerScope> _ownerOfGate = [];

    public OwnerBacklogs Owners { get; } = new(limits);

    /// <summary>The owner of a gate. On the writer's thread alone.</summary>
    public OwnerScope OwnerOf(SqliteSession session, long gateRow)
    {
        if (!_ownerOfGate.TryGetValue(gateRow, out var owner))
        {
            owner = GateTable.OwnerOf(session, gateRow);
            _ownerOfGate.Add(gateRow, owner);
        }

        return owner;
    }
}
