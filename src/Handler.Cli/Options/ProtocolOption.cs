using System.CommandLine;
using Handler.Protocol;

namespace Handler.Cli.Options;

/// <summary>Makes the option that names a dialect.</summary>
internal static class ProtocolOption
{
    private static readonly string[] Names = [.. Enum.GetValues<WireFormat>().Select(protocol => protocol.DisplayName)];

    public static Option<WireFormat?> Create(string description)
    {
        var option = new Option<WireFormat?>("--protocol")
        {
            Description = description,
            HelpName = string.Join('|', Names),
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (WireFormat.TryParseDisplayName(text, out var protocol))
                {
                    return protocol;
                }

                result.AddError($"--protocol: '{text}' is no dialect; write one of {string.Join(", ", Names)}.");
                return null;
            },
        };
        option.CompletionSources.Add(Names);
        return option;
    }

    /// <summary>The words that say the same in a line to type next; none where the option was left out.</summary>
    public static IEnumerable<string> WordsOf(ParseResult parsed, Option<WireFormat?> option) =>
        parsed.GetValue(option) is { } protocol ? [$"{option.Name} {protocol.DisplayName}"] : [];
}
