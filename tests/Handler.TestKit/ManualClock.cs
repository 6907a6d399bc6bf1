namespace Handler.TestKit;

/// <summary>
/// Time moved by hand. Nothing happens until <see cref="Advance"/>; then every timer that falls due in the window fires on the caller's
/// thread, in order of due time (then of arming), with the clock standing at its due time. Timers armed by a callback inside the window
/// fire in the same call. Safe to read and to arm from any thread; one <see cref="Advance"/> runs at a time.
/// </summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly Lock _advancing = new();
    private readonly DateTimeOffset _start;
    private readonly PriorityQueue<(ManualTimer Timer, long Arming), (long Due, long Arming)> _armed = new();
    private long _elapsed;
    private long _armings;

    /// <summary>A clock that stands at 2026-01-01 00:00 UTC.</summary>
    public ManualClock()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>A clock that stands at <paramref name="start"/>.</summary>
    public ManualClock(DateTimeOffset start) => _start = start.ToUniversalTime();

    /// <summary>When the next armed timer is due (never before now), or null when none is armed.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock)
            {
                return NextDueTicks() is { } due ? _start.AddTicks(Math.Max(due, _elapsed)) : null;
            }
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves time by <paramref name="by"/>, which may be zero: that fires what is due now.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">A timer's callback moved the clock that is firing it.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        if (_advancing.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException(
                $"A timer's callback called Advance({by}) at {GetUtcNow():O} while the clock moves: move it from the test, not from within.");
        }

        lock (_advancing)
        {
            var target = GetTimestamp() + by.Ticks;
            while (TakeDue(target) is { } timer)
            {
                timer.Fire();
            }

            MoveTo(target);
        }
    }

    /// <summary>Moves time to <paramref name="instant"/>, which must not lie in the past.</summary>
    public void AdvanceTo(DateTimeOffset instant) => Advance(instant - GetUtcNow());

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Arms the timer <paramref name="dueTime"/> from now; a later arming or a disarming replaces this one.</summary>
    internal void Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            timer.Arming = dueTime == Timeout.InfiniteTimeSpan ? 0 : Enqueue(timer, _elapsed + dueTime.Ticks);
            timer.Period = period > TimeSpan.Zero ? period : null;
        }
    }

    private long Enqueue(ManualTimer timer, long due)
    {
        var arming = ++_armings;
        _armed.Enqueue((timer, arming), (due, arming));
        return arming;
    }

    private ManualTimer? TakeDue(long target)
    {
        lock (_lock)
        {
            if (NextDueTicks() is not { } due || due > target)
            {
                return null;
            }

            var timer = _armed.Dequeue().Timer;
            _elapsed = Math.Max(_elapsed, due);
            timer.Arming = timer.Period is { } period ? Enqueue(timer, due + period.Ticks) : 0;
            return timer;
        }
    }

    /// <summary>The least due time; entries that a later arming or a disarming made stale are dropped on the way.</summary>
    private long? NextDueTicks()
    {
        while (_armed.TryPeek(out var entry, out var key))
        {
            if (entry.Timer.Arming == entry.Arming)
            {
                return key.Due;
            }

            _armed.Dequeue();
        }

        return null;
    }

    private void MoveTo(long target)
    {
        lock (_lock)
        {
            _elapsed = Math.Max(_elapsed, target);
        }
    }
}
