using System.Text.Json.Serialization;
using Handler.Protocol.Json;

namespace Handler.Protocol;

/// <summary>Where a task is in its life (A2A 1.0, 4.1.3); <c>TASK_STATE_…</c> on the wire, any other name is refused.</summary>
[JsonConverter(typeof(TaskStateConverter))]
public enum TaskState
{
    /// <summary><c>TASK_STATE_UNSPECIFIED</c>: unknown.</summary>
    Unspecified = 0,

    /// <summary><c>TASK_STATE_SUBMITTED</c>: accepted, not begun.</summary>
    Submitted = 1,

    /// <summary><c>TASK_STATE_WORKING</c>.</summary>
    Working = 2,

    /// <summary><c>TASK_STATE_COMPLETED</c>: ended well. Terminal.</summary>
    Completed = 3,

    /// <summary><c>TASK_STATE_FAILED</c>: ended by an error. Terminal.</summary>
    Failed = 4,

    /// <summary><c>TASK_STATE_CANCELED</c>: ended on request. Terminal.</summary>
    Canceled = 5,

    /// <summary><c>TASK_STATE_INPUT_REQUIRED</c>: waits for the user. Interrupted.</summary>
    InputRequired = 6,

    /// <summary><c>TASK_STATE_REJECTED</c>: the agent will not do it. Terminal.</summary>
    Rejected = 7,

    /// <summary><c>TASK_STATE_AUTH_REQUIRED</c>: waits for an authentication. Interrupted.</summary>
    AuthRequired = 8,
}
