using System.CommandLine;

namespace Handler.Cli.Options;

/// <summary>Makes options that take a <see cref="Duration"/>.</summary>
internal static class DurationOption
{
    public static Option<Duration> Create(
        string name, string description, Duration byDefault, bool allowZero = false, bool allowForever = false) => new(name)
        {
            Description = description,
            HelpName = "TIME",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (!Duration.TryParse(text, out var duration)
                    || (duration.IsForever && !allowForever)
                    || (duration.Span == TimeSpan.Zero && !allowZero))
                {
                    var others = (allowZero ? ", or 0" : "") + (allowForever ? ", or forever" : "");
                    result.AddError($"{name}: '{text}' is no time that fits here; write it like 200ms, 2s or 1m{others} (24h at most).");
                }

                return duration;
            },
        };
}
