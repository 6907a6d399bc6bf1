using System.CommandLine;
using System.CommandLine.Help;

namespace Handler.Cli.Help;

/// <summary>The help of a command: what it does, how it is typed, and what goes with it.</summary>
internal static class CommandHelp
{
    public static void Write(HelpPage page, Command command)
    {
        page.Text("Description:", command.Description);
        page.Text("Usage:", Usage(command));
        page.Table("Arguments:", [.. Shown(command.Arguments).Select(argument => new HelpRow(Value(argument), Text(argument, Default(argument))))]);
        page.Table("Options:", [.. OptionsOf(command).Where(option => !IsOfEvery(option)).Select(Row)]);
        page.Table("Commands:", [.. Shown(command.Subcommands).Select(child => new HelpRow(Words(child), child.Description))]);
        page.Table("Options of every command:", [.. OptionsOf(command).Where(IsOfEvery).Select(Row)]);
    }

    private static string Usage(Command command)
    {
        var usage = string.Join(' ', Shown(command.Arguments).Select(Place).Prepend(Path(command)));
        return usage + (command.Subcommands.Count > 0 ? " [command]" : "") + " [options]";
    }

    private static string Path(Command command) =>
        Above(command) is { } above ? $"{Path(above)} {command.Name}" : command.Name;

    private static Command? Above(Command command) => command.Parents.OfType<Command>().FirstOrDefault();

    /// <summary>Its own, then those of the commands above it that hold below them too.</summary>
    private static IEnumerable<Option> OptionsOf(Command command)
    {
        var inherited = Above(command) is { } above ? OptionsOf(above).Where(option => option.Recursive) : [];
        return Shown(command.Options).Concat(inherited);
    }

    /// <summary>They would stand among the options of each command; that for help belongs there.</summary>
    private static bool IsOfEvery(Option option) => option.Recursive && option is not HelpOption;

    private static HelpRow Row(Option option) => new(Words(option), Text(option, Default(option)));

    private static IEnumerable<T> Shown<T>(IEnumerable<T> symbols)
        where T : Symbol => symbols.Where(symbol => !symbol.Hidden);

    private static string Words(Command command) => string.Join(' ', Shown(command.Arguments).Select(Value).Prepend(command.Name));

    private static string Words(Option option)
    {
        // The parser has also spellings of Windows, such as /?, that nobody needs to be taught.
        var aliases = option.Aliases.Where(alias => alias.StartsWith('-')).Order(StringComparer.Ordinal);
        var names = string.Join(", ", aliases.Append(option.Name));
        var value = option.HelpName ?? (IsFlag(option) ? null : option.Name.TrimStart('-'));
        return names + (value is null ? "" : $" <{value}>") + (option.Required ? " (REQUIRED)" : "");
    }

    private static string Value(Argument argument) => $"<{argument.HelpName ?? argument.Name}>";

    private static string Place(Argument argument)
    {
        var value = Value(argument) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{value}]" : value;
    }

    private static string? Text(Symbol symbol, object? byDefault) =>
        byDefault?.ToString() is { Length: > 0 } value ? $"{symbol.Description} [default: {value}]" : symbol.Description;

    private static object? Default(Argument argument) => argument.HasDefaultValue ? argument.GetDefaultValue() : null;

    private static object? Default(Option option) => option.HasDefaultValue && !IsFlag(option) ? option.GetDefaultValue() : null;

    /// <summary>Takes no value: it is there or not. Help and version are flags too.</summary>
    private static bool IsFlag(Option option) => option.HelpName is null && (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool));
}
