using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <content>Configs: made, replaced, revived, deleted; and lanes that were full and go on.</content>
internal sealed partial class PushSimulation
{
    /// <summary>Creates, replaces, revives, or repeats a config.</summary>
    public void Set(string task, string id)
    {
        var address = $"http://h{Random.Next(Hosts)}/{++_configs}";
        var format = Draw(Enum.GetValues<WireFormat>());
        var mask = Random.Next(8) switch
        {
            0 => EventKinds.Status,
            1 => EventKinds.OtherStatus | EventKinds.Completed,
            _ => NotificationBody.IsOfEvent(format) ? EventKinds.All : EventKinds.Status | EventKinds.CommitEnd,
        };
        var before = _store.GetAsync(Key(task), id, default).Result?.Lane;
        var isRepeated = before is not null && Random.Next(4) == 0;
        var write = new ConfigWrite
        {
            Task = Key(task),
            ConfigId = id,
            OpensWithSnapshot = Random.Next(4) != 0,
            Build = there => new NewPushConfig
            {
                ConfigId = id,
                Endpoint = isRepeated ? there!.Endpoint : Sealer.Seal(new PushEndpoint { Url = address }),
                Format = isRepeated ? there!.Format : format,
                Mask = isRepeated ? there!.Lane.Mask : mask,
            },
            Bodies = Bodies,
        };

        // A lane made now is rung for before the answer, and may be sent to at once.
        var result = _store.SetAsync(write, default).Result;
        Note(result, before, isRepeated && before is not null ? _lanes[before.Lane].Address ?? address : address);
    }

    public void Delete(string task, string id)
    {
        if (_store.GetAsync(Key(task), id, default).Result is { } config)
        {
            _store.DeleteAsync(Key(task), id, default).Wait();
            _lanes[config.Lane.Lane].Delete();
        }
    }

    /// <summary>A full lane was drained and goes on: what came since it was full is passed over, and the task as it is stands in for it.</summary>
    public void Resumed(LaneRow row)
    {
        var lane = _lanes[row.Lane];
        lane.PassOver(row.Cursor);
        lane.Tail = row.Tail;
        NoteSnapshot(row);
    }

    private void Note(ConfigWriteResult result, LaneRow? before, string address)
    {
        var row = result.Config!.Lane;
        if (_lanes.TryGetValue(row.Lane, out var known))
        {
            known.Replace(row, address, Clock.GetUtcNow());
            return;
        }

        if (before is not null)
        {
            _lanes[before.Lane].EndAt(before.Tail);
        }

        _lanes.Add(row.Lane, new SimulatedLane(row, address));
        NoteSnapshot(row);
    }

    private void NoteSnapshot(LaneRow row)
    {
        if (row.Waiting > 0)
        {
            var snapshot = StreamResponse.Of(_tasks[row.Task.TaskId].Task.Task);
            _logs[row.Task.TaskId].Add(new SimulatedEvent(row.Tail, EventKinds.Snapshot, row.Lane, snapshot, Clock.GetUtcNow()));
        }
    }
}
