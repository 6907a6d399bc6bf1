using System.Net;

namespace Handler.Server.Push;

/// <summary>
/// The system's resolver, which holds a thread until a look-up ends, whoever has given up on it. So look-ups have threads of their own, a
/// bounded number of them; one look-up a name at a time, and its answer holds for a moment. What lasts leaves its place to the next, and has a
/// bound of its own.
/// </summary>
internal sealed class SystemNameResolver : INameResolver, IDisposable
{
    /// <summary>How many look-ups run at once, beside those that last.</summary>
    public const int MaxLookUps = 16;

    /// <summary>How many of them may last; beyond that they keep their places.</summary>
    public const int MaxSlowLookUps = 64;

    /// <summary>How many names are remembered.</summary>
    public const int MaxNames = 4096;

    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerHolds = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FailureHolds = TimeSpan.FromSeconds(1);

    private readonly Lock _sync = new();
    private readonly SemaphoreSlim _places = new(MaxLookUps);
    private readonly Dictionary<string, LookUp> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, Task<IPAddress[]>> _ask;
    private readonly TimeProvider _clock;
    private int _slow;

    public SystemNameResolver(TimeProvider clock)
        : this(AskOnOwnThread, clock)
    {
    }

    /// <summary>For tests: looks up by <paramref name="ask"/>.</summary>
    internal SystemNameResolver(Func<string, Task<IPAddress[]>> ask, TimeProvider clock)
    {
        _ask = ask;
        _clock = clock;
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel)
    {
        lock (_sync)
        {
            if (!_names.TryGetValue(host, out var known) || known.Until <= _clock.GetUtcNow())
            {
                MakeRoom();
                known = _names[host] = new LookUp();
                known.Answer = LookUpAsync(host, known);
            }

            return known.Answer.WaitAsync(cancel);
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<IPAddress[]> LookUpAsync(string host, LookUp lookUp)
    {
        var holds = FailureHolds;
        try
        {
            // Waiting is not canceled with one caller: another may wait for the same name.
            await _places.WaitAsync();
            var addresses = await AskAsync(host);
            holds = AnswerHolds;
            return addresses;
        }
        finally
        {
            lookUp.Until = _clock.GetUtcNow() + holds;
        }
    }

    private async Task<IPAddress[]> AskAsync(string host)
    {
        using var ended = new CancellationTokenSource();
        var asking = _ask(host);
        await Task.WhenAny(asking, Task.Delay(SlowAfter, _clock, ended.Token));
        ended.Cancel();
        var leaves = !asking.IsCompleted && TryLeave();

        try
        {
            return await asking;
        }
        finally
        {
            Leave(leaves);
        }
    }

    private bool TryLeave()
    {
        if (Interlocked.Increment(ref _slow) > MaxSlowLookUps)
        {
            Interlocked.Decrement(ref _slow);
            return false;
        }

        _places.Release();
        return true;
    }

    private void Leave(bool hasLeft)
    {
        if (hasLeft)
        {
            Interlocked.Decrement(ref _slow);
        }
        else
        {
            _places.Release();
        }
    }

    private void MakeRoom()
    {
        if (_names.Count < MaxNames)
        {
            return;
        }

        // What runs is kept: a name has one look-up at a time, however many names there are.
        foreach (var (name, lookUp) in _names)
        {
            if (lookUp.Answer.IsCompleted)
            {
                _names.Remove(name);
            }
        }
    }

    private static Task<IPAddress[]> AskOnOwnThread(string host)
    {
        var answer = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Ask(host, answer), maxStackSize: 256 * 1024) { IsBackground = true, Name = "Handler look-up" };
        thread.UnsafeStart();
        return answer.Task;
    }

    private static void Ask(string host, TaskCompletionSource<IPAddress[]> answer)
    {
        try
        {
            answer.SetResult(Dns.GetHostAddresses(host));
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or ArgumentException)
        {
            answer.SetException(e);
        }
    }

    private sealed class LookUp
    {
        private long _until = DateTimeOffset.MaxValue.UtcTicks;

        public Task<IPAddress[]> Answer { get; set; } = null!;

        /// <summary>How long its answer holds; without end while there is none.</summary>
        public DateTimeOffset Until
        {
            get => new(Interlocked.Read(ref _until), TimeSpan.Zero);
            set => Interlocked.Exchange(ref _until, value.UtcTicks);
        }
    }
}
