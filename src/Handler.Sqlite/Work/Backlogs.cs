using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>How much waits for each owner, as far as the writer's thread has come. Results know their lane's gate by its row alone.</summary>
internal sealed class Backlogs(BacklogLimits limits)
{
    private readonly OwnerConfigs _configs = new(limits);

    // One entry for each gate that brought a result: as many as there are rows in a small table.
    private readonly Dictionary<long, OwnerScope> _ownerOfGate = [];

    public OwnerBacklogs Owners { get; } = new(limits);

    public BacklogLimits Limits => limits;

    /// <summary>Takes note of one config more; says whether there is room for it. On the writer's thread alone.</summary>
    public bool MayAddConfig(SqliteSession session, OwnerScope owner, DateTimeOffset now) =>
        _configs.TryAdd(owner, now, counted => BacklogTable.CountConfigs(session, counted));

    /// <summary>A config was deleted. One that counted for nobody any more frees nothing.</summary>
    public void RemoveConfig(TaskRecord task, LaneRow lane)
    {
        if (!task.State.IsTerminal || lane.Waiting > 0)
        {
            _configs.Remove(task.Key.Scope);
        }
    }

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
