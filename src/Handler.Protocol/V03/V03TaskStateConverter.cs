using Handler.Protocol.Json;

namespace Handler.Protocol.V03;

internal sealed class V03TaskStateConverter() : WireEnumConverter<TaskState>(Names)
{
    public static WireNames<TaskState> Names { get; } = new()
    {
        [TaskState.Submitted] = "submitted",
        [TaskState.Working] = "working",
        [TaskState.InputRequired] = "input-required",
        [TaskState.Completed] = "completed",
        [TaskState.Canceled] = "canceled",
        [TaskState.Failed] = "failed",
        [TaskState.Rejected] = "rejected",
        [TaskState.AuthRequired] = "auth-required",
        [TaskState.Unspecified] = "unknown",
    };
}
