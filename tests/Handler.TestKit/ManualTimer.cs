namespace Handler.TestKit;

/// <summary>A timer of a <see cref="ManualClock"/>. Its arming and period belong to the clock's lock.</summary>
internal sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
{
    private volatile bool _disposed;

    /// <summary>The number of the arming that holds, or 0 when the timer is not armed.</summary>
    public long Arming { get; set; }

    public TimeSpan? Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ThrowUnlessDuration(dueTime, nameof(dueTime));
        ThrowUnlessDuration(period, nameof(period));
        if (_disposed)
        {
            return false;
        }

        clock.Arm(this, dueTime, period);
        return true;
    }

    public void Fire()
    {
        if (!_disposed)
        {
            callback(state);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Arm(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static void ThrowUnlessDuration(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, value, "A timer's time is zero, positive or Timeout.InfiniteTimeSpan.");
        }
    }
}
