using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Handler.Cli.Options;

/// <summary>A time as people type it: <c>200ms</c>, <c>2s</c>, <c>1.5m</c>, <c>1h</c>, <c>0</c>, <c>forever</c>.</summary>
/// <param name="Span">The time; <see cref="Timeout.InfiniteTimeSpan"/> for <c>forever</c>.</param>
/// <remarks>A class, for <c>Option&lt;T&gt;</c> of a struct is code that is not there before the program runs.</remarks>
internal sealed record Duration(TimeSpan Span)
{
    /// <summary>Longer is a mistake of typing, and timers end before it: 24 hours.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // "ms" before "s", in which it ends too.
    private static readonly string[] Units = ["ms", "s", "m", "h"];

    private static readonly TimeSpan[] Lengths =
        [TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)];

    public static Duration Zero { get; } = new(TimeSpan.Zero);

    public static Duration Forever { get; } = new(Timeout.InfiniteTimeSpan);

    public bool IsForever => Span == Timeout.InfiniteTimeSpan;

    public static Duration Seconds(double seconds) => new(TimeSpan.FromSeconds(seconds));

    /// <summary>Reads a duration; false when it is none, is negative, or is longer than <see cref="Longest"/>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Duration? duration)
    {
        duration = null;
        if (string.Equals(text, "forever", StringComparison.OrdinalIgnoreCase))
        {
            duration = Forever;
            return true;
        }

        if (text == "0")
        {
            duration = Zero;
            return true;
        }

        var unit = Array.FindIndex(Units, name => text.EndsWith(name, StringComparison.OrdinalIgnoreCase));
        if (unit < 0
            || !decimal.TryParse(text[..^Units[unit].Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || (double)count > Longest / Lengths[unit])
        {
            return false;
        }

        duration = new((double)count * Lengths[unit]);
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

        var unit = Math.Max(0, Array.FindLastIndex(Lengths, length => Span.Ticks % length.Ticks == 0));
        return $"{Span / Lengths[unit]}{Units[unit]}";
    }
}
