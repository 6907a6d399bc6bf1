using Handler.Protocol.Errors;

namespace Handler.Server.Tasks;

/// <summary>What a caller is told whose message could not be carried out.</summary>
internal static class TurnErrors
{
    /// <summary>The agent stopped before anything could be said of the task.</summary>
    public static A2AException Stopped() =>
        new(A2AErrorCode.InternalError, "The agent is stopping and has not begun this task. Send the message again once it is back.");

    /// <summary>The run was taken away, or its store failed.</summary>
    public static A2AException Lost(Exception error) => A2AException.InternalError(error);

    /// <summary>The task ended while the message waited for its turn.</summary>
    public static A2AException EndedBefore(string taskId) => A2AException.UnsupportedOperation(
        $"Task '{taskId}' ended before the agent came to this message; a task that has ended takes no messages. " +
        "Send it without a task id to begin a new one.");

    /// <summary>Too many messages wait.</summary>
    public static A2AException TooManyWait(string taskId, int limit) => A2AException.UnsupportedOperation(
        $"Task '{taskId}' has {limit} messages that wait for their turn already. Wait for the answer to one of them.");
}
