using System.Globalization;

namespace Handler.Cli.Output;

/// <summary>Times as people are shown them. Pure.</summary>
internal static class TimeText
{
    /// <summary>UTC, to the second: <c>2026-03-01T18:30:45Z</c>.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
