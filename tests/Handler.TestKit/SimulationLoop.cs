namespace Handler.TestKit;

/// <summary>
/// One thread for a whole simulation. Everything started here runs its continuations on the thread that drives the loop, first posted
/// first run, and time stands still until the loop has nothing left to run; so with a <see cref="ManualClock"/> and seeded randomness a
/// run repeats exactly.
/// <code>
/// var clock = new ManualClock();
/// var loop = new SimulationLoop(clock);
/// var pump = loop.Start(() => dispatcher.RunAsync(stop.Token));
/// loop.Run(() => store.CommitAsync(...));     // completes without moving time
/// loop.RunFor(TimeSpan.FromMinutes(5));       // from timer to timer, idle at each
/// </code>
/// Tests that use it are synchronous. A continuation that comes from another thread is an error, said at the next run: the code under
/// test left the loop, by <c>Task.Run</c>, by <c>ConfigureAwait(false)</c>, by real input or output, or by a method of the base library
/// that does one of these (<c>ChannelReader.ReadAllAsync</c>; use <c>WaitToReadAsync</c> and <c>TryRead</c> instead).
/// </summary>
public sealed class SimulationLoop : SynchronizationContext
{
    /// <summary>Continuations run at one instant before the loop calls it a livelock.</summary>
    public const int MostAtOneInstant = 1_000_000;

    private readonly Lock _lock = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _thread = Environment.CurrentManagedThreadId;
    private string? _foreign;

    /// <summary>A loop on <paramref name="clock"/>, driven by the present thread.</summary>
    public SimulationLoop(ManualClock clock) => Clock = clock;

    /// <summary>The time that the loop moves.</summary>
    public ManualClock Clock { get; }

    /// <summary>Starts <paramref name="work"/> on the loop and returns its task, mostly before it is done: run the loop next.</summary>
    public Task Start(Func<Task> work) => Inside(work);

    /// <inheritdoc cref="Start(Func{Task})"/>
    public Task<T> Start<T>(Func<Task<T>> work) => Inside(work);

    /// <summary>Runs <paramref name="work"/> to its end without moving time, and throws what it threw.</summary>
    /// <exception cref="TimeoutException">It waits for something that only time, or nothing at all, can bring.</exception>
    public void Run(Func<Task> work) => Settled(Start(work)).GetAwaiter().GetResult();

    /// <inheritdoc cref="Run(Func{Task})"/>
    public T Run<T>(Func<Task<T>> work) => Settled(Start(work)).GetAwaiter().GetResult();

    /// <summary>Runs all that is queued and all timers that are due now, and what follows from them, until nothing is left.</summary>
    /// <returns>How many continuations ran.</returns>
    public int RunUntilIdle() => Inside(() =>
    {
        var ran = 0;
        do
        {
            ran += Drain(MostAtOneInstant - ran);
            Clock.Advance(TimeSpan.Zero);
        }
        while (HasWork);

        return ran;
    });

    /// <summary>Moves time by <paramref name="span"/>, from timer to timer, and runs until idle at each of them and at the end.</summary>
    public void RunFor(TimeSpan span)
    {
        var end = Clock.GetUtcNow() + span;
        while (Step(end))
        {
            // Each step stops at the next timer.
        }

        Inside(() => Clock.AdvanceTo(end));
        RunUntilIdle();
    }

    /// <summary>Moves time, from timer to timer, until <paramref name="condition"/> holds when the loop is idle.</summary>
    /// <exception cref="TimeoutException">It does not hold within <paramref name="limit"/> of simulated time.</exception>
    public void RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var start = Clock.GetUtcNow();
        RunUntilIdle();
        while (!condition())
        {
            if (!Step(start + limit))
            {
                throw new TimeoutException($"The condition does not hold after {limit} of simulated time from {start:O}; {NextTimer}.");
            }
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            if (Environment.CurrentManagedThreadId != _thread)
            {
                _foreign ??= Environment.StackTrace;
            }

            _queue.Enqueue((d, state));
        }
    }

    /// <summary>Runs at once: there is but one thread.</summary>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    private string NextTimer => Clock.NextDue is { } due ? $"next timer: {due:O}" : "no timer is armed";

    private bool HasWork
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count > 0;
            }
        }
    }

    /// <summary>Runs until idle, then moves to the next timer if it is due by <paramref name="end"/>, and runs until idle there.</summary>
    private bool Step(DateTimeOffset end)
    {
        RunUntilIdle();
        if (Clock.NextDue is not { } due || due > end)
        {
            return false;
        }

        Inside(() => Clock.AdvanceTo(due));
        RunUntilIdle();
        return true;
    }

    private int Drain(int atMost)
    {
        var ran = 0;
        while (TakeNext() is { } next)
        {
            if (++ran > atMost)
            {
                throw new InvalidOperationException(
                    $"{MostAtOneInstant:N0} continuations ran at {Clock.GetUtcNow():O} and more are queued: something spins and lets no time pass.");
            }

            next.Callback(next.State);
        }

        return ran;
    }

    private (SendOrPostCallback Callback, object? State)? TakeNext()
    {
        lock (_lock)
        {
            if (_foreign is { } stack)
            {
                _foreign = null;
                throw new InvalidOperationException(
                    $"A continuation came to the simulation from another thread, so its order is left to chance. Posted\n{stack}");
            }

            return _queue.TryDequeue(out var next) ? next : null;
        }
    }

    private T Settled<T>(T task)
        where T : Task
    {
        RunUntilIdle();
        return task.IsCompleted
            ? task
            : throw new TimeoutException(
                $"The work is not done at {Clock.GetUtcNow():O} but nothing is left to run; {NextTimer}. Start and RunFor let time pass.");
    }

    private void Inside(Action action) => Inside(() =>
    {
        action();
        return 0;
    });

    private T Inside<T>(Func<T> action)
    {
        var outer = Current;
        lock (_lock)
        {
            _thread = Environment.CurrentManagedThreadId;
        }

        SetSynchronizationContext(this);
        try
        {
            return action();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }
}
