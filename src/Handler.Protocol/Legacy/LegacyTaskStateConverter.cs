using Handler.Protocol.Json;

namespace Handler.Protocol.Legacy;

internal sealed class LegacyTaskStateConverter() : WireEnumConverter<TaskState>(Names)
{
    public static WireNames<TaskState> Names { get; } = new()
    {
        [TaskState.Submitted] = "submitted",
        [TaskState.Working] = "working",
        [TaskState.Completed] = "completed",
        [TaskState.Failed] = "failed",
        [TaskState.Canceled] = "canceled",
        [TaskState.Rejected] = "rejected",
        [TaskState.InputRequired] = "input_required",
        [TaskState.AuthRequired] = "auth_required",
        // The dialect has no such state, and a task of ours is never in it.
        [TaskState.Unspecified] = "unknown",
    };
}
