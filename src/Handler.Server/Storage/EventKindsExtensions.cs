using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>The bits of single events.</summary>
public static class EventKindsExtensions
{
    extension(EventKinds)
    {
        /// <summary>The bit of a status update to <paramref name="state"/>.</summary>
        public static EventKinds OfStatus(TaskState state) => state switch
        {
            TaskState.Submitted => EventKinds.Submitted,
            TaskState.Working => EventKinds.Working,
            TaskState.Completed => EventKinds.Completed,
            TaskState.Failed => EventKinds.Failed,
            TaskState.Canceled => EventKinds.Canceled,
            TaskState.InputRequired => EventKinds.InputRequired,
            TaskState.Rejected => EventKinds.Rejected,
            TaskState.AuthRequired => EventKinds.AuthRequired,
            _ => EventKinds.OtherStatus,
        };

        /// <summary>The bit of the kind of an update, of a status update that of its state.</summary>
        public static EventKinds Of(StreamResponse update)
        {
            ArgumentNullException.ThrowIfNull(update);
            return update switch
            {
                { StatusUpdate: { } changed } => EventKinds.OfStatus(changed.Status.State),
                { ArtifactUpdate: not null } => EventKinds.Artifact,
                { Message: not null } => EventKinds.Message,
                _ => EventKinds.Task,
            };
        }
    }
}
