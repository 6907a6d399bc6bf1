namespace Handler.Sqlite.Engine;

/// <summary>A <see cref="WriteRequest"/> with an answer.</summary>
internal sealed class AnsweredWrite<T>(Func<SqliteSession, T> apply, Action<T>? announce, Func<int> bytes, CancellationToken cancel)
    : WriteRequest(bytes)
{
    // The caller goes on elsewhere: the writer's thread is everybody's.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    /// <summary>The answer.</summary>
    public Task<T> Answer => _answer.Task;

    public override bool IsSettled => _answer.Task.IsCompleted;

    public override bool Begin()
    {
        if (!cancel.IsCancellationRequested)
        {
            return true;
        }

        // Nothing of it has been written yet, so a cancellation is the truth; later it would not be.
        _answer.TrySetCanceled(cancel);
        return false;
    }

    public override void Apply(SqliteSession session) => _result = apply(session);

    public override void Announce() => announce?.Invoke(_result);

    public override void Complete() => _answer.TrySetResult(_result);

    public override void Fail(Exception error) => _answer.TrySetException(error);
}
