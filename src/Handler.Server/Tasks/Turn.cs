using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Server.Tasks;

/// <summary>One message's share of a run, and what those who sent it wait for.</summary>
internal sealed class Turn
{
    private readonly TaskCompletionSource<TurnAnswer> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TurnAnswer> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TurnAnswer> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastSequence = long.MaxValue;

    public Turn(TurnKind kind, Message? message = null, IReadOnlyDictionary<string, JsonElement>? metadata = null)
    {
        Kind = kind;
        Message = message;
        Metadata = metadata;
    }

    /// <summary>The turn of a message that had it long ago, answered by the task as it stands.</summary>
    public static Turn OverWith(AgentTask task, long lastSequence)
    {
        var turn = new Turn(TurnKind.Next);
        turn.Over(task, lastSequence);
        return turn;
    }

    public TurnKind Kind { get; }

    /// <summary>The user's message; null on resuming and canceling.</summary>
    public Message? Message { get; }

    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; }

    /// <summary>
    /// Ends when the turn is in the log, or was answered by a message: with the task as the turn found it, the user's message included. All
    /// that comes of the turn is above that sequence.
    /// </summary>
    public Task<TurnAnswer> Begun => _begun.Task;

    /// <summary>Ends when something that the agent made of it is in the log, or was answered by a message.</summary>
    public Task<TurnAnswer> Heard => _heard.Task;

    /// <summary>Ends when the task has ended or waits for somebody, was answered by a message, or the turn is over.</summary>
    public Task<TurnAnswer> Answered => _answered.Task;

    /// <summary>Whether the last status of this turn asks for input or an authentication. Written by the run's writer alone.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>The last sequence of the turn, once it is over; until then the greatest number.</summary>
    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>The turn is in the log up to its own beginning.</summary>
    public void Begin(AgentTask task, long sequence) => _begun.TrySetResult(new TurnAnswer(null, task, sequence));

    /// <summary>Events of the turn are in the log; <paramref name="status"/> is the last one among them, if any.</summary>
    public void Committed(AgentTask task, long sequence, TaskState? status)
    {
        var answer = new TurnAnswer(null, task, sequence);
        _heard.TrySetResult(answer);
        if (status is not { } state)
        {
            return;
        }

        IsInterrupted = state.IsInterrupted;
        if (state.IsTerminal || state.IsInterrupted)
        {
            _answered.TrySetResult(answer);
        }
    }

    /// <summary>The agent answered by a message and there is no task.</summary>
    public void Replied(Message message)
    {
        var answer = new TurnAnswer(message, null);
        Volatile.Write(ref _lastSequence, 0);
        _begun.TrySetResult(answer);
        _heard.TrySetResult(answer);
        _answered.TrySetResult(answer);
    }

    /// <summary>Nothing more comes of this turn.</summary>
    public void Over(AgentTask task, long lastSequence)
    {
        Volatile.Write(ref _lastSequence, lastSequence);
        var answer = new TurnAnswer(null, task, lastSequence);
        _begun.TrySetResult(answer);
        _heard.TrySetResult(answer);
        _answered.TrySetResult(answer);
    }

    /// <summary>The turn could not be carried out; who waits gets <paramref name="error"/>.</summary>
    public void Refuse(A2AException error)
    {
        Volatile.Write(ref _lastSequence, 0);
        _begun.TrySetException(error);
        _heard.TrySetException(error);
        _answered.TrySetException(error);
    }
}
