using Handler.Cli.Output;

namespace Handler.Cli.Operations;

/// <summary>How far a moment is from now, as tables show it to people; for a pipe, the moment itself. Pure.</summary>
internal static class Moment
{
    /// <summary>Such as <c>in 4s</c>, <c>now</c>, <c>3m ago</c>; a dash when there is none.</summary>
    /// <param name="time">The moment.</param>
    /// <param name="now">The time; null where nobody watches.</param>
    public static string Of(DateTimeOffset? time, DateTimeOffset? now) => (time, now) switch
    {
        (null, _) => "-",
        ({ } moment, null) => TimeText.Of(moment),
        ({ } moment, { } present) => Of(moment - present),
    };

    private static string Of(TimeSpan away) =>
        away.Duration() < TimeSpan.FromSeconds(1) ? "now" : away > TimeSpan.Zero ? $"in {Length(away)}" : $"{Length(-away)} ago";

    private static string Length(TimeSpan length) => length switch
    {
        { TotalSeconds: < 60 } => $"{(int)length.TotalSeconds}s",
        { TotalMinutes: < 60 } => $"{(int)length.TotalMinutes}m",
        { TotalHours: < 48 } => $"{(int)length.TotalHours}h",
        _ => $"{(int)length.TotalDays}d",
    };
}
