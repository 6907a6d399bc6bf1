using System.Globalization;

namespace Handler.Cli.Options;

/// <summary>A time as people type it: <c>200ms</c>, <c>2s</c>, <c>1.5m</c>, <c>1h</c>, <c>0</c>, <c>forever</c>.</summary>
/// <param name="Span">The time; <see cref="Timeout.InfiniteTimeSpan"/> for <c>forever</c>.</param>
internal readonly record struct Duration(TimeSpan Span)
{
    /// <summary>Longer is a mistake of typing, and timers end before it: 24 hours.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // "ms" before "s", in which it ends too.
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    public static Duration Forever { get; } = new(Timeout.InfiniteTimeSpan);

    public bool IsForever => Span == Timeout.InfiniteTimeSpan;

    public static Duration Seconds(double seconds) => new(TimeSpan.FromSeconds(seconds));

    /// <summary>Reads a duration; false when it is none, is negative, or is longer than <see cref="Longest"/>.</summary>
    public static bool TryParse(string text, out Duration duration)
    {
        duration = default;
        if (string.Equals(text, "forever", StringComparison.OrdinalIgnoreCase))
        {
            duration = Forever;
            return true;
        }

        if (text == "0")
        {
            return true;
        }

        var (unit, length) = Units.FirstOrDefault(row => text.EndsWith(row.Unit, StringComparison.OrdinalIgnoreCase));
        if (unit is null
            || !decimal.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || (double)count > Longest / length)
        {
            return false;
        }

        duration = new((double)count * length);
        return true;
    }

    /// <summary>As it would be typed.</summary>
    public override string ToString()
    {
        if (IsForever)
        {
            return "forever";
        }

        if (Span == TimeSpan.Zero)
        {
            return "0";
        }

        var span = Span;
        var (unit, length) = Units.LastOrDefault(row => span.Ticks % row.Length.Ticks == 0, Units[0]);
        return $"{span / length}{unit}";
    }
}
