namespace Handler.Cli.Completion;

/// <summary>Completion for bash (4 and later). No part of it runs the program. Pure.</summary>
internal static class BashCompletion
{
    public static string Of(IReadOnlyList<CompletionPoint> points) => $$"""
        # Completion of handler for bash. In ~/.bashrc: source <(handler completion bash)
        # or once: handler completion bash > ~/.local/share/bash-completion/completions/handler
        _handler() {
          local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} at=handler index commands= options= values= files=
          # Bash takes --option=value for three words.
          if [[ $word == = ]]; then
            word=
          elif [[ $before == = && COMP_CWORD -gt 2 ]]; then
            before=${COMP_WORDS[COMP_CWORD-2]}
          fi
          for ((index = 1; index < COMP_CWORD; index++)); do
            case "$at ${COMP_WORDS[index]}" in
              {{Alternatives(points.Skip(1).Select(point => point.Path))}}) at="$at ${COMP_WORDS[index]}" ;;
            esac
          done
          COMPREPLY=()
          case "$at $before" in
        {{Lines(points.SelectMany(Values))}}
          esac
          case "$at" in
        {{Lines(points.Select(Words))}}
          esac
          if [[ $word == -* ]]; then
            COMPREPLY=($(compgen -W "$options" -- "$word"))
          elif [[ -n $commands$values ]]; then
            COMPREPLY=($(compgen -W "$commands $values" -- "$word"))
          elif [[ -n $files ]]; then
            compopt -o filenames 2>/dev/null
            local IFS=$'\n'
            COMPREPLY=($(compgen -f -- "$word"))
          elif [[ -z $word ]]; then
            COMPREPLY=($(compgen -W "$options"))
          fi
        }
        complete -F _handler handler
        """;

    /// <summary>A branch for each kind of value that options of a command take.</summary>
    private static IEnumerable<string> Values(CompletionPoint point) => point.Options
        .Where(option => option.Value is not null)
        .GroupBy(option => Reply(option.Value!))
        .Select(alike => $"{Alternatives(alike.Select(option => $"{point.Path} {option.Text}"))}) {alike.Key}return ;;");

    private static string Reply(CompletionValue value) => value switch
    {
        { Words.Count: > 0 } => $"COMPREPLY=($(compgen -W \"{Join(value.Words)}\" -- \"$word\")); ",
        { IsFile: true } => "compopt -o filenames 2>/dev/null; local IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$word\")); ",
        _ => "",
    };

    private static string Words(CompletionPoint point) =>
        $"{Alternatives([point.Path])}) commands=\"{Join(point.Commands.Select(word => word.Text))}\" options=\"{Join(point.Options.Select(word => word.Text))}\"" +
        $"{(point.Argument is { Words.Count: > 0 } closed ? $" values=\"{Join(closed.Words)}\"" : "")}{(point.Argument is { IsFile: true } ? " files=1" : "")} ;;";

    private static string Alternatives(IEnumerable<string> paths) => string.Join('|', paths.Select(path => $"\"{path}\""));

    private static string Join(IEnumerable<string> words) => string.Join(' ', words);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => $"    {line}"));
}
