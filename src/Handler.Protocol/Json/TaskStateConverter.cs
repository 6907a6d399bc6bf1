namespace Handler.Protocol.Json;

internal sealed class TaskStateConverter() : WireEnumConverter<TaskState>(Names)
{
    public static WireNames<TaskState> Names { get; } = new()
    {
        [TaskState.Unspecified] = "TASK_STATE_UNSPECIFIED",
        [TaskState.Submitted] = "TASK_STATE_SUBMITTED",
        [TaskState.Working] = "TASK_STATE_WORKING",
        [TaskState.Completed] = "TASK_STATE_COMPLETED",
        [TaskState.Failed] = "TASK_STATE_FAILED",
        [TaskState.Canceled] = "TASK_STATE_CANCELED",
        [TaskState.InputRequired] = "TASK_STATE_INPUT_REQUIRED",
        [TaskState.Rejected] = "TASK_STATE_REJECTED",
        [TaskState.AuthRequired] = "TASK_STATE_AUTH_REQUIRED",
    };
}
