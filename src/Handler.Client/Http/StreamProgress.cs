using Handler.Protocol;

namespace Handler.Client.Http;

/// <summary>How far a stream has come; the default for calls that are none.</summary>
internal readonly record struct StreamProgress(int Events, StreamResponse? Last, string? TaskId, TaskState? State)
{
    /// <summary>The agent said with the last event that nothing follows.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Nothing is to follow: the task has ended, or a message was the whole answer (A2A 1.0, 3.1.2).</summary>
    public bool IsWhole => State is { IsTerminal: true } || (Events == 1 && Last is { Message: not null });

    /// <summary>The agent may end the stream here: all is said, it says so, or it waits for somebody.</summary>
    public bool MayEnd => IsWhole || IsFinal || State is { IsInterrupted: true };

    public StreamProgress After(StreamResponse update) =>
        new(Events + 1, update, update.TaskId ?? TaskId, update.State ?? State);

    /// <summary>How far it came and how to come back, as sentences.</summary>
    public string Advice()
    {
        var came = (Events, State) switch
        {
            (0, _) => "No event had come.",
            (1, null) => "1 event had come.",
            (1, { } state) => $"1 event had come; the task was {state.DisplayName}.",
            (_, null) => $"{Events} events had come.",
            (_, { } state) => $"{Events} events had come; the task was {state.DisplayName}.",
        };
        return TaskId is { } id
            ? $"{came} Come back with SubscribeToTaskAsync(\"{id}\"), or GetTaskAsync if the task has ended since."
            : $"{came} The task's id is not known; look for it with ListTasksAsync before sending again.";
    }
}
