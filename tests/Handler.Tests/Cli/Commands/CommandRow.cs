using System.CommandLine;
using Handler.Cli;
using Handler.Cli.Commands;

namespace Handler.Tests.Cli.Commands;

/// <summary>A command of the tree, as tests of all commands look at it.</summary>
/// <param name="Path">Its words without the program's name; empty for the program.</param>
/// <param name="Command">The command.</param>
/// <param name="Root">The tree that it is in.</param>
/// <param name="Options">Its options that help shows, those from above among them.</param>
internal sealed record CommandRow(string Path, Command Command, RootCommand Root, IReadOnlyList<Option> Options)
{
    public string[] Words => Path.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Does something itself, and is no group of commands.</summary>
    public bool IsLeaf => Command.Subcommands.Count == 0;

    public static IReadOnlyList<CommandRow> All()
    {
        using var interruption = new Interruption();
        var root = CommandTree.Create(new CliTerminal(interruption).Build());
        return [.. Below(root, "", root, [])];
    }

    private static IEnumerable<CommandRow> Below(Command command, string path, RootCommand root, IReadOnlyList<Option> fromAbove)
    {
        var reaching = command.Options.Where(option => option.Recursive).Concat(fromAbove).ToList();
        return command.Subcommands
            .Where(child => !child.Hidden)
            .SelectMany(child => Below(child, $"{path} {child.Name}".Trim(), root, reaching))
            .Prepend(new(path, command, root, [.. command.Options.Concat(fromAbove).Where(option => !option.Hidden)]));
    }
}
