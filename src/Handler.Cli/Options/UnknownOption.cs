using System.CommandLine;

namespace Handler.Cli.Options;

/// <summary>
/// A mistyped option where an argument could stand: the parser takes it for the argument's value, so it and the spelling near it are told
/// here. Pure.
/// </summary>
internal static class UnknownOption
{
    private const int MostEdits = 3;

    /// <summary>Looks like an option, and like no text.</summary>
    public static bool Is(string word) => word.StartsWith("--", StringComparison.Ordinal) && !word.Any(char.IsWhiteSpace);

    public static string Fault(string word, Command command)
    {
        var nearest = command.Options
            .Concat(command.Parents.OfType<Command>().SelectMany(Above).Where(option => option.Recursive))
            .Select(option => option.Name)
            .Where(name => Edits(word, name) <= MostEdits)
            .MinBy(name => Edits(word, name));
        return $"Unrecognized option '{word}'." + (nearest is null ? "" : $" Did you mean {nearest}?");
    }

    private static IEnumerable<Option> Above(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Above));

    /// <summary>How many letters are to be added, taken away or changed to get from one word to the other.</summary>
    internal static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        foreach (var letter in from)
        {
            var diagonal = row[0]++;
            for (var column = 1; column <= to.Length; column++)
            {
                var changed = diagonal + (letter == to[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(changed, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[^1];
    }
}
