namespace Handler.Cli.Completion;

/// <summary>Completion for zsh, with descriptions. No part of it runs the program. Pure.</summary>
internal static class ZshCompletion
{
    public static string Of(IReadOnlyList<CompletionPoint> points) => $$"""
        #compdef handler
        # Completion of handler for zsh. In ~/.zshrc, after compinit: source <(handler completion zsh)
        # or once, into a folder of $fpath: handler completion zsh > "${fpath[1]}/_handler"
        _handler() {
          local at=handler before=${words[CURRENT-1]} word
          local -a commands options values files
          for word in ${words[2,CURRENT-1]}; do
            case "$at $word" in
              ({{Alternatives(points.Skip(1).Select(point => point.Path))}}) at="$at $word" ;;
            esac
          done
          if [[ ${words[CURRENT]} == --*=* ]]; then
            before=${words[CURRENT]%%=*}
            compset -P '*='
          fi
          case "$at $before" in
        {{Lines(points.SelectMany(Values))}}
          esac
          case "$at" in
        {{Lines(points.Select(Words))}}
          esac
          if [[ ${words[CURRENT]} == -* ]]; then
            _describe -o option options
            return
          fi
          if (( $#commands )); then _describe command commands; return; fi
          if (( $#values )); then _describe value values; return; fi
          if (( $#files )); then _files; return; fi
          _describe -o option options
        }
        if [[ ${funcstack[1]} == _handler ]]; then _handler "$@"; else compdef _handler handler; fi
        """;

    private static IEnumerable<string> Values(CompletionPoint point) => point.Options
        .Where(option => option.Value is not null)
        .GroupBy(option => Reply(option.Value!))
        .Select(alike => $"({Alternatives(alike.Select(option => $"{point.Path} {option.Text}"))}) {alike.Key}; return ;;");

    private static string Reply(CompletionValue value) => value switch
    {
        { Words.Count: > 0 } => $"values=({string.Join(' ', value.Words.Select(Quoted))}); _describe value values",
        { IsFile: true } => "_files",
        _ => "_message value",
    };

    private static string Words(CompletionPoint point) =>
        $"({Alternatives([point.Path])}) commands=({Described(point.Commands)}) options=({Described(point.Options)})" +
        $"{(point.Argument is { Words.Count: > 0 } closed ? $" values=({string.Join(' ', closed.Words.Select(Quoted))})" : "")}" +
        $"{(point.Argument is { IsFile: true } ? " files=(1)" : "")} ;;";

    private static string Described(IEnumerable<CompletionWord> words) => string.Join(' ', words.Select(word => Quoted($"{word.Text}:{word.Description}")));

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Alternatives(IEnumerable<string> paths) => string.Join('|', paths.Select(path => $"\"{path}\""));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => $"    {line}"));
}
