using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>Pushing by hand, in the scope of one run: looks at the config, then commits through the run's queue.</summary>
internal sealed class RunPushes : IPushNotificationSender, IPushNotificationConfigs
{
    private readonly RunScope _scope;
    private readonly IPushNotificationConfigStore _store;
    private readonly TimeProvider _time;

    public RunPushes(RunScope scope, IPushNotificationConfigStore store, TimeProvider time)
    {
        (_scope, _store, _time) = (scope, store, time);
        scope.KeepOpen();
    }

    public async Task<IReadOnlyList<PushConfigView>> ListAsync(CancellationToken cancel = default)
    {
        var run = _scope.Get();

        // Before its first event a task is not to be seen, nor are the configs that came with its message.
        await run.Writer.StepAsync(new QueuedEvent(QueuedKind.Announce));
        return [.. (await _store.ListAsync(run.Key, cancel) ?? []).Select(View)];
    }

    public async Task<DeliverOutcome> DeliverAsync(PushConfigView config, StreamResponse update, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(update);
        var run = _scope.Get();
        var own = Updates.Stamped(Own(update, run.Writer.Current), _time);
        RefuseOther(config, own, run.Writer.Current);
        var payload = A2AJson.Write(own);

        // What it finds may be another a moment later: then the event ends as one that was queued a moment before.
        var stored = await _store.GetAsync(run.Key, config.Id, cancel);
        var outcome = Decide(stored?.Lane, KindsOf(own));
        if (outcome == DeliverOutcome.Queued)
        {
            var entry = new QueuedEvent(QueuedKind.Deliver) { Update = own, Payload = payload, Kinds = KindsOf(own), Lane = stored!.Lane.Lane };
            await run.Queue.CommitAsync(entry, cancel);
        }

        return outcome;
    }

    private DeliverOutcome Decide(LaneRow? lane, EventKinds kinds) => lane switch
    {
        null or { State: LaneState.Gone } => DeliverOutcome.Gone,
        _ when !lane.Reads(EventTarget.For(lane.Lane), kinds) => DeliverOutcome.Filtered,
        _ => _store.IsFull(lane) ? DeliverOutcome.Full : DeliverOutcome.Queued,
    };

    private static PushConfigView View(StoredPushConfig stored) => new()
    {
        Id = stored.ConfigId,
        TaskId = stored.Task.TaskId,
        Origin = stored.Endpoint.Origin,
        Kinds = KindsOf(stored.Lane.Mask),
        IsGone = stored.Lane.State == LaneState.Gone,
    };

    private static EventKinds KindsOf(EventKinds mask) =>
        (mask & EventKinds.All & ~EventKinds.Snapshot) | (mask.HasFlag(EventKinds.ArtifactEnd) ? EventKinds.Artifact : EventKinds.None);

    // A commit of its own as far as a dialect that reads the ends of commits can tell.
    private static EventKinds KindsOf(StreamResponse update) =>
        EventKinds.Of(update) | EventKinds.CommitEnd | (update.ArtifactUpdate is null ? EventKinds.None : EventKinds.ArtifactEnd);

    private static StreamResponse Own(StreamResponse update, AgentTask task) => update.Message is { } message
        ? StreamResponse.Of(message with { TaskId = message.TaskId ?? task.Id, ContextId = message.ContextId ?? task.ContextId })
        : update;

    private static void RefuseOther(PushConfigView config, StreamResponse update, AgentTask task)
    {
        if (config.TaskId != task.Id)
        {
            throw new ArgumentException($"Config '{config.Id}' is of task '{config.TaskId}'; this is task '{task.Id}'.", nameof(config));
        }

        if (update.TaskId != task.Id || update.ContextId != task.ContextId)
        {
            throw new ArgumentException(
                $"The event is of task '{update.TaskId}' in context '{update.ContextId}'; this is task '{task.Id}' in context '{task.ContextId}'.",
                nameof(update));
        }
    }
}
