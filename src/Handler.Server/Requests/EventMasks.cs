using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Server.Requests;

/// <summary>Between the event filter that a client asks for and the mask of its lane. Pure.</summary>
/// <remarks>
/// A dialect that sends the whole task gets it, without a filter, at status updates, messages and the end of each commit; with one, of artifacts
/// the end of each commit that changed some, so that a filter never makes it more often.
/// </remarks>
internal static class EventMasks
{
    /// <summary>The states that a filter may name, in their order.</summary>
    public static IReadOnlyList<TaskState> States { get; } = [.. Enum.GetValues<TaskState>().Where(state => state != TaskState.Unspecified)];

    /// <summary>The kinds of updates that an agent pushes, in their order.</summary>
    public static IReadOnlyList<UpdateKind> KindsOf(PushInclude include) =>
        include == PushInclude.StatusOnly ? [UpdateKind.Status, UpdateKind.Task] : Enum.GetValues<UpdateKind>();

    /// <summary>The events that a lane of this agent reads.</summary>
    /// <param name="include">What the agent pushes.</param>
    /// <param name="format">The dialect.</param>
    /// <param name="asked">What the client wants; null: all.</param>
    public static EventKinds Of(PushInclude include, WireFormat format, EventFilter? asked)
    {
        var pushed = KindsOf(include);
        var kinds = pushed.Where(kind => asked?.Kinds?.Contains(kind) != false).ToList();
        var states = asked?.States is { } named && !States.All(named.Contains) ? named : null;
        return kinds.Count == pushed.Count && states is null
            ? Unfiltered(include, format)
            : kinds.Select(kind => kind == UpdateKind.Status ? BitsOf(states) : BitOf(kind, format)).Aggregate(EventKinds.Snapshot, (one, other) => one | other);
    }

    /// <summary>The filter that a mask stands for; null where it is none. What leaves nothing out is not told.</summary>
    public static EventFilter? FilterOf(PushInclude include, WireFormat format, EventKinds mask)
    {
        if (mask.HasFlag(EventKinds.CommitEnd) || mask.HasFlag(EventKinds.All) || mask == Unfiltered(include, format))
        {
            return null;
        }

        var pushed = KindsOf(include);
        var kinds = Enum.GetValues<UpdateKind>().Where(kind => (mask & BitOf(kind, format)) != EventKinds.None).ToList();
        var states = States.Where(state => mask.HasFlag(EventKinds.OfStatus(state))).ToList();
        return new EventFilter
        {
            Kinds = pushed.All(kinds.Contains) ? null : kinds,
            States = states.Count == States.Count || !kinds.Contains(UpdateKind.Status) ? null : states,
        };
    }

    private static EventKinds Unfiltered(PushInclude include, WireFormat format) => EventKinds.Snapshot | (
        include == PushInclude.StatusOnly ? EventKinds.Status | EventKinds.Task
        : NotificationBody.IsOfEvent(format) ? EventKinds.All
        : EventKinds.Status | EventKinds.Message | EventKinds.CommitEnd);

    // A row that does not say its state may be the end.
    private static EventKinds BitsOf(IReadOnlyList<TaskState>? states) =>
        states?.Select(EventKinds.OfStatus).Aggregate(EventKinds.OtherStatus, (one, other) => one | other) ?? EventKinds.Status;

    private static EventKinds BitOf(UpdateKind kind, WireFormat format) => kind switch
    {
        UpdateKind.Status => EventKinds.Status,
        UpdateKind.Artifact => NotificationBody.IsOfEvent(format) ? EventKinds.Artifact : EventKinds.ArtifactEnd,
        UpdateKind.Message => EventKinds.Message,
        _ => EventKinds.Task,
    };
}
