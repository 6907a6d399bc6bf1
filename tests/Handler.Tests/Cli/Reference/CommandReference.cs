using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using Handler.Cli;
using Handler.Cli.Commands;
using Handler.Cli.Options;
using Handler.Tests.Cli.Commands;

namespace Handler.Tests.Cli.Reference;

/// <summary>Writes <c>docs/commands.md</c> from the tree of commands.</summary>
internal static class CommandReference
{
    private static readonly string[] Following = ["message send", "message stream", "task resubscribe"];

    public static string Write()
    {
        var rows = CommandRow.All();
        var text = new StringBuilder();
        text.AppendLine("# Commands of `handler`").AppendLine();
        text.AppendLine("Made from the command tree; a test compares it (`ACCEPT_COMMAND_REFERENCE=1 dotnet test tests/Handler.Tests --filter CommandReference` writes it anew).");
        text.AppendLine("`handler COMMAND --help` says the same in a terminal. Results go to standard output; what went wrong, and what to type next, to standard error.").AppendLine();
        WriteContents(text, rows);
        WriteOptions(text, "Option of every command", rows[0].Root.Options.Where(GlobalOptions.Is));
        WriteExitCodes(text);
        foreach (var row in rows.Where(row => row.IsLeaf))
        {
            Write(text, row);
        }

        return text.ToString();
    }

    private static void WriteContents(StringBuilder text, IEnumerable<CommandRow> rows)
    {
        text.AppendLine("| Command | |").AppendLine("|---|---|");
        foreach (var row in rows.Where(row => row.IsLeaf))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| [`handler {row.Path}`](#handler-{row.Path.Replace(' ', '-')}) | {Cell(row.Command.Description)} |");
        }

        text.AppendLine();
    }

    private static void WriteExitCodes(StringBuilder text)
    {
        text.AppendLine("## Exit codes").AppendLine().AppendLine("```");
        text.AppendLine(string.Join('\n', ExitCode.Help.Select(row => $"{row.Words,-3}  {row.Text}")));
        text.AppendLine("```").AppendLine();
        text.AppendLine("`card validate` ends with 1 where the card is wrong, and with 2 where there is no such file; `demo` ends with 1 where a check fails.").AppendLine();
        text.AppendLine("A secret (a token, a key) can be given as `@FILE`, `env:NAME` or `-` (standard input), so that `ps` and the shell's history do not have it.").AppendLine();
    }

    private static void Write(StringBuilder text, CommandRow row)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"## `handler {row.Path}`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{row.Command.Description}.").AppendLine();
        WriteBlock(text, [Synopsis(row)]);
        WriteTable(text, "Argument", row.Command.Arguments.Select(argument => (Name(argument), argument.Description ?? "")));
        WriteOptions(text, "Option", row.Options.Where(option => !GlobalOptions.Is(option)));
        text.AppendLine(row.Command is ExampleCommand { Example.Count: > 1 } ? "Examples:" : "Example:").AppendLine();
        WriteBlock(text, row.Command is ExampleCommand leaf ? leaf.Example : []);
        text.AppendLine(CultureInfo.InvariantCulture, $"[Exit codes](#exit-codes): {string.Join(", ", ExitCodes(row))}.").AppendLine();
    }

    private static void WriteOptions(StringBuilder text, string heading, IEnumerable<Option> options) => WriteTable(
        text, heading, options.Where(option => option is not HelpOption).Select(option => (Name(option), $"{option.Description}{Default(option)}")));

    private static void WriteBlock(StringBuilder text, IEnumerable<string> lines) =>
        text.AppendLine("```sh").AppendLine(string.Join('\n', lines)).AppendLine("```").AppendLine();

    private static void WriteTable(StringBuilder text, string heading, IEnumerable<(string Name, string Description)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"| {heading} | |").AppendLine("|---|---|");
        all.ForEach(line => text.AppendLine(CultureInfo.InvariantCulture, $"| `{line.Name.Replace("|", "\\|", StringComparison.Ordinal)}` | {Cell(line.Description)} |"));
        text.AppendLine();
    }

    private static string Synopsis(CommandRow row)
    {
        var required = row.Options.Where(option => option.Required).Select(Name);
        var arguments = row.Command.Arguments.Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $"[{Name(argument)}]" : Name(argument) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : ""));
        return string.Join(' ', [$"handler {row.Path}", .. arguments, .. required, "[options]"]);
    }

    private static IEnumerable<int> ExitCodes(CommandRow row)
    {
        var callsAgent = row.Options.Any(option => option.Name == "--timeout");
        int[] agent = callsAgent ? [ExitCode.Unreachable, ExitCode.Unauthenticated, ExitCode.TimedOut] : [];
        int[] task = Following.Contains(row.Path) ? [ExitCode.TaskNotCompleted, ExitCode.TaskWaits] : [];
        int[] interrupted = callsAgent || row.Path.StartsWith("server", StringComparison.Ordinal) || row.Path is "demo" or "mcp" ? [ExitCode.Interrupted] : [];
        return [ExitCode.Done, ExitCode.Refused, ExitCode.Usage, .. agent, .. task, .. interrupted];
    }

    private static string Name(Argument argument) => argument.HelpName ?? argument.Name.ToUpperInvariant();

    private static string Name(Option option) => string.Join(", ", option.Aliases.Append(option.Name)) + (option.HelpName is { } value ? $" {value}" : "");

    private static string Default(Option option) =>
        option.HasDefaultValue && option.ValueType != typeof(bool) && option.GetDefaultValue() is { } value ? $" (default: `{value}`)" : "";

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal);
}
