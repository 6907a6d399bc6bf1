using System.CommandLine;

namespace Handler.Cli.Options;

/// <summary>
/// A mistyped option where an argument could stand: the parser takes it for the argument's value, so it and the spelling near it are told
/// here. Pure.
/// </summary>
internal static class UnknownOption
{
    /// <summary>How a fault begins, before the word.</summary>
    public const string Unknown = "Unrecognized option '";

    private const int MostEdits = 3;

    /// <summary>Looks like an option, and like no text.</summary>
    public static bool Is(string word) => word.StartsWith("--", StringComparison.Ordinal) && !word.Any(char.IsWhiteSpace);

    public static string Fault(string word, Command command)
    {
        var nearest = Known(command)
            .Select(option => option.Name)
            .Where(name => Edits(word, name) <= MostEdits)
            .MinBy(name => Edits(word, name));
        return $"{Unknown}{word}'." + (nearest is null ? "" : $" Did you mean {nearest}?");
    }

    /// <summary>How many letters are to be added, taken away, changed, or to change places with the next to get from one word to the other.</summary>
    internal static int Edits(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var row = 0; row <= from.Length; row++)
        {
            for (var column = 0; column <= to.Length; column++)
            {
                rows[row, column] = row == 0 || column == 0 ? row + column : Fewest(rows, row, column, from, to);
            }
        }

        return rows[from.Length, to.Length];
    }

    private static int Fewest(int[,] rows, int row, int column, string from, string to)
    {
        var changed = rows[row - 1, column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
        var fewest = Math.Min(changed, Math.Min(rows[row - 1, column], rows[row, column - 1]) + 1);
        var isTurned = row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1];
        return isTurned ? Math.Min(fewest, rows[row - 2, column - 2] + 1) : fewest;
    }

    /// <summary>Its own options, and those from above that reach down to it, as help does.</summary>
    private static IEnumerable<Option> Known(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(above => Known(above).Where(option => option.Recursive)))
        .Where(option => !option.Hidden);
}
