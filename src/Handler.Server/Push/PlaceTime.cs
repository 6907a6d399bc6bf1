namespace Handler.Server.Push;

/// <summary>What somebody has had of something that is shared: places held, times the time that they were held, while others waited.</summary>
internal sealed class PlaceTime(ContendedTime time)
{
    private long _settled;
    private long _asOf;

    /// <summary>Places held at this moment.</summary>
    public int Places { get; private set; }

    /// <summary>Place-time spent up to <paramref name="now"/>, in ticks; what is held is in it. Never falls.</summary>
    public long SpentAt(long now) => _settled + (Places * (now - _asOf));

    public void Take() => Change(1);

    public void GiveBack() => Change(-1);

    /// <summary>Counts as if it had spent at least <paramref name="level"/>.</summary>
    public void RaiseTo(long level, long now) => _settled += Math.Max(level - SpentAt(now), 0);

    private void Change(int places)
    {
        var now = time.Ticks;
        _settled = SpentAt(now);
        _asOf = now;
        Places += places;
    }
}
