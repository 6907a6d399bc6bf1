namespace Handler.Cli.Completion;

/// <summary>Completion for fish, with descriptions. No part of it runs the program. Pure.</summary>
internal static class FishCompletion
{
    public static string Of(IReadOnlyList<CompletionPoint> points) => $$"""
        # Completion of handler for fish. In ~/.config/fish/config.fish: handler completion fish | source
        # or once: handler completion fish > ~/.config/fish/completions/handler.fish
        function __handler_at
          set -l at handler
          for word in (commandline -opc)[2..-1]
            switch "$at $word"
              case {{string.Join(' ', points.Skip(1).Select(point => Quoted(point.Path)))}}
                set at "$at $word"
            end
          end
          test "$at" = "$argv"
        end
        complete -c handler -f
        {{string.Join('\n', points.SelectMany(Lines))}}
        """;

    private static IEnumerable<string> Lines(CompletionPoint point)
    {
        var at = $"complete -c handler -n {Quoted($"__handler_at {point.Path}")}";
        return point.Commands.Select(command => $"{at} -a {Quoted(command.Text)} -d {Quoted(command.Description)}")
            .Concat(point.Options.Select(option => $"{at} -l {Quoted(option.Text[2..])}{Value(option.Value)} -d {Quoted(option.Description)}"))
            .Concat(Argument(point.Argument).Select(how => $"{at} {how}"));
    }

    private static IEnumerable<string> Argument(CompletionValue? argument) => argument switch
    {
        { Words.Count: > 0 } => [$"-a {Quoted(string.Join(' ', argument.Words))}"],
        { IsFile: true } => ["-F"],
        _ => [],
    };

    private static string Value(CompletionValue? value) => value switch
    {
        null => "",
        { Words.Count: > 0 } => $" -x -a {Quoted(string.Join(' ', value.Words))}",
        { IsFile: true } => " -r -F",
        _ => " -x",
    };

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
