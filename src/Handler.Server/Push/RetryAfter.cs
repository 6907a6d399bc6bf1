using System.Globalization;

namespace Handler.Server.Push;

/// <summary>Reads <c>Retry-After</c> (RFC 9110, 10.2.3): whole seconds or an HTTP date; anything else counts as absent.</summary>
internal static class RetryAfter
{
    /// <summary>What a receiver can ask for at least.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>What a receiver can ask for at most.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromHours(1);

    // The three forms of an HTTP date that a recipient must accept.
    private static readonly string[] DateForms =
        ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>The wait that the header asks for, between <see cref="Least"/> and <see cref="Most"/>; null when it says nothing.</summary>
    public static TimeSpan? Parse(string? header, DateTimeOffset now)
    {
        var value = header.AsSpan().Trim(" \t");
        if (value.IsEmpty)
        {
            return null;
        }

        return value.ContainsAnyExceptInRange('0', '9') ? OfDate(value, now) : OfSeconds(value);
    }

    private static TimeSpan OfSeconds(ReadOnlySpan<char> digits)
    {
        // More digits than a number holds are a long time, not nonsense.
        var seconds = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : int.MaxValue;
        return Clamp(TimeSpan.FromSeconds(seconds));
    }

    private static TimeSpan? OfDate(ReadOnlySpan<char> value, DateTimeOffset now)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite;
        return DateTimeOffset.TryParseExact(value, DateForms, CultureInfo.InvariantCulture, Styles, out var date) ? Clamp(date - now) : null;
    }

    private static TimeSpan Clamp(TimeSpan wait) => wait < Least ? Least : wait > Most ? Most : wait;
}
