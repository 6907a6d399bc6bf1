using System.CommandLine;
using System.Globalization;

namespace Handler.Cli.Options;

/// <summary>Options whose value is a moment of the past: a time, or how long ago it was.</summary>
internal static class SinceOption
{
    public static Option<string?> Create(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "WHEN" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && AgoOf(word.Value) is null && TimeOf(word.Value) is null)
            {
                result.AddError($"{name}: '{word.Value}' is no moment; write it like 2026-03-01T18:30:45Z, or how long ago it was, like 30m, 2h or 3d.");
            }
        });
        return option;
    }

    /// <summary>The moment as the API reads it; null when none was given.</summary>
    public static string? Read(string? text, TimeProvider clock) =>
        text is null ? null
        : AgoOf(text) is { } ago ? Write(clock.GetUtcNow() - ago)
        : TimeOf(text) is { } time ? Write(time)
        : null;

    private static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static TimeSpan? AgoOf(string text) =>
        // Days are for looking back alone: no timeout is as long.
        text.EndsWith('d') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 365 ? TimeSpan.FromDays(days)
        : Duration.TryParse(text, out var duration) && !duration.IsForever && text != "0" ? duration.Span
        : null;

    private static DateTimeOffset? TimeOf(string text) =>
        text is [_, _, _, _, '-', _, _, '-', _, _, ..]
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
