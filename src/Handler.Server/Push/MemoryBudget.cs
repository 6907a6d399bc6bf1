namespace Handler.Server.Push;

/// <summary>
/// The bytes of bodies in memory, bounded (<see cref="PushOptions.MaxMemoryBytes"/>). What commits and looks hand over ahead of its time has half
/// of it at most, and is dropped where it has no room; what is read to be sent waits for room, in order. With nothing being sent there is always
/// room, so that one attempt is always possible.
/// </summary>
internal sealed class MemoryBudget(long most)
{
    private readonly Lock _sync = new();
    private readonly LinkedList<Turn> _waiting = new();
    private long _ahead;
    private long _sending;

    /// <summary>Called when something was dropped for want of room; maybe under a lock, so it must be quick and call nothing back.</summary>
    public Action? Dropped { get; set; }

    /// <summary>Bytes held, those set aside for what is being read among them.</summary>
    public long Held
    {
        get
        {
            lock (_sync)
            {
                return _ahead + _sending;
            }
        }
    }

    /// <summary>Whether somebody waits for room to read what it sends.</summary>
    public bool IsWanted
    {
        get
        {
            lock (_sync)
            {
                return _waiting.Count > 0;
            }
        }
    }

    /// <summary>Counts bytes that are held ahead of their time, if there is room.</summary>
    public bool TryKeep(long bytes)
    {
        lock (_sync)
        {
            if (_ahead + bytes <= most / 2 && _ahead + _sending + bytes <= most)
            {
                _ahead += bytes;
                return true;
            }
        }

        Dropped?.Invoke();
        return false;
    }

    /// <summary>They are held no more.</summary>
    public void Drop(long bytes) => Change(-bytes, 0);

    /// <summary>Sets room aside for a body that is about to be read; waits for its turn where there is none.</summary>
    /// <param name="bytes">The most that it may need.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The room, to be disposed when the attempt has ended.</returns>
    public async ValueTask<MemoryRoom> ReserveAsync(long bytes, CancellationToken cancel)
    {
        if (Enter(bytes) is { } turn)
        {
            // Not WaitAsync, which goes on by way of the thread pool: a simulation must not touch that.
            using var leaving = cancel.UnsafeRegister(static (turn, token) => ((Turn)turn!).Leave(token), turn);
            await turn.Granted.Task;
        }

        return new MemoryRoom(this, bytes);
    }

    /// <summary>What is sent turned out larger or smaller, or has been sent.</summary>
    internal void Resize(long change) => Change(0, change);

    private bool HasRoom(long bytes) => _sending == 0 || _ahead + _sending + bytes <= most;

    private Turn? Enter(long bytes)
    {
        lock (_sync)
        {
            if (_waiting.Count == 0 && HasRoom(bytes))
            {
                _sending += bytes;
                return null;
            }

            var turn = new Turn(this, bytes);
            _waiting.AddLast(turn.Node);
            return turn;
        }
    }

    private void Change(long ahead, long sending)
    {
        lock (_sync)
        {
            _ahead += ahead;
            _sending += sending;
            while (_waiting.First is { } next && HasRoom(next.Value.Bytes))
            {
                _waiting.RemoveFirst();
                _sending += next.Value.Bytes;
                next.Value.Granted.SetResult();
            }
        }
    }

    private sealed class Turn
    {
        private readonly MemoryBudget _budget;

        public Turn(MemoryBudget budget, long bytes)
        {
            _budget = budget;
            Bytes = bytes;
            Node = new LinkedListNode<Turn>(this);
        }

        public long Bytes { get; }

        public LinkedListNode<Turn> Node { get; }

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // What was granted meanwhile is used, and given back by its user.
        public void Leave(CancellationToken token)
        {
            lock (_budget._sync)
            {
                if (Node.List is null)
                {
                    return;
                }

                _budget._waiting.Remove(Node);
            }

            Granted.SetCanceled(token);
        }
    }
}
