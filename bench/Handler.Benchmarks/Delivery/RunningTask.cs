using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Benchmarks.Delivery;

/// <summary>
/// A task with one push config, that grows by pieces of text. It is committed to as a run of the agent does it: each update serialised once and folded
/// into the task, a checkpoint when one is due.
/// </summary>
internal sealed class RunningTask
{
    private const string ConfigId = "push";

    private readonly EngineHost _host;
    private readonly TaskKey _key;
    private readonly RunToken _run;
    private AgentTask _task;
    private long _checkpointBytes;
    private long _bytesSince;
    private SemaphoreSlim? _room;

    private RunningTask(EngineHost host, StoredTask stored)
    {
        _host = host;
        _key = stored.Key;
        _run = stored.Run!.Value;
        _task = stored.Task;
        _checkpointBytes = stored.CheckpointBytes;
    }

    /// <summary>How many events it has.</summary>
    public int Events { get; private set; }

    /// <summary>Whether it has as many events as a task has here.</summary>
    public bool IsFull => Events >= Workload.EventsPerTask;

    /// <summary>Begins one, with events that no config wants to hear of any more.</summary>
    public static async Task<RunningTask> BeginAsync(EngineHost host, int eventsBefore)
    {
        var id = Workload.NewId();
        var submitted = new AgentTask { Id = id, ContextId = id, Status = new AgentTaskStatus { State = TaskState.Working } };
        var created = new NewTask { Key = new TaskKey(OwnerScope.Anonymous, id), Task = submitted };
        var task = new RunningTask(host, await host.Store.CreateAsync(created, CancellationToken.None));
        await task.CommitAsync(Math.Max(eventsBefore, 1));
        await task.RegisterAsync();
        return task;
    }

    /// <summary>Commits one event, when the webhook is not too far behind.</summary>
    public async Task CommitInPaceAsync()
    {
        await _room!.WaitAsync();
        await CommitAsync(1, endsWhenFull: true);
    }

    /// <summary>Commits so many events in one transaction.</summary>
    /// <param name="count">How many.</param>
    /// <param name="endsWhenFull">Whether the run ends with the last event that a task has; a backlog may be longer.</param>
    public async Task CommitAsync(int count, bool endsWhenFull = false)
    {
        var events = new NewEvent[count];
        var (before, bytes) = (_task, 0);
        for (var i = 0; i < count; i++)
        {
            events[i] = NewEvent();
            bytes += events[i].Payload.Length;
            _task = TaskProjection.Apply(_task, events[i].Update);
        }

        Events += count;
        var result = await _host.Store.CommitAsync(CommitOf(events, before, CheckpointOf(bytes), endsWhenFull && IsFull), CancellationToken.None);
        if (result.Outcome != CommitOutcome.Committed)
        {
            throw new InvalidOperationException($"A commit to task {_key.TaskId} came to {result.Outcome}; it must be committed.");
        }
    }

    /// <summary>Checks that its webhook has got all of it.</summary>
    public async Task CheckAsync()
    {
        var config = await _host.Store.GetAsync(_key, ConfigId, CancellationToken.None)
            ?? throw new InvalidOperationException($"The config of task {_key.TaskId} is gone.");
        var dead = await _host.Store.ListDeadAsync(config.Lane.Lane, CancellationToken.None);
        if (config.Lane.Cursor != Events || config.Lane.Tail != Events || config.Lane.Waiting != 0 || dead.Count > 0)
        {
            throw new InvalidOperationException(
                $"Lane {config.Lane.Lane} is at cursor {config.Lane.Cursor}, tail {config.Lane.Tail}, with {config.Lane.Waiting} waiting and "
                + $"{dead.Count} dead stretches; both must be at {Events} with nothing left.");
        }
    }

    private async Task RegisterAsync()
    {
        var endpoint = _host.Sealer.Seal(new PushEndpoint { Url = _host.Url, Token = Workload.Token });
        var config = new NewPushConfig { ConfigId = ConfigId, Endpoint = endpoint };
        var write = new ConfigWrite { Task = _key, ConfigId = ConfigId, Build = _ => config, OpensWithSnapshot = false };
        var written = await _host.Store.SetAsync(write, CancellationToken.None);
        _room = _host.Lanes.RoomOf(written.Config!.Lane.Lane);
    }

    private NewEvent NewEvent()
    {
        var update = Workload.Update(_key.TaskId);
        return new NewEvent { Kinds = EventKinds.Artifact, Update = update, Payload = A2AJson.Write(update) };
    }

    private TaskCommit CommitOf(NewEvent[] events, AgentTask before, ReadOnlyMemory<byte>? checkpoint, bool endsRun) => new()
    {
        Key = _key,
        Run = _run,
        Events = events,
        Before = before,
        After = _task,
        Checkpoint = checkpoint,
        EndsRun = endsRun,
    };

    private ReadOnlyMemory<byte>? CheckpointOf(int bytes)
    {
        _bytesSince += bytes;
        if (!CheckpointRule.IsDue(_checkpointBytes, _bytesSince, ended: false))
        {
            return null;
        }

        var checkpoint = A2AJson.Write(_task);
        (_checkpointBytes, _bytesSince) = (checkpoint.Length, 0);
        return checkpoint;
    }
}
