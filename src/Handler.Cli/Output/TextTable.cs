namespace Handler.Cli.Output;

/// <summary>Columns of text, aligned by spaces: the same on a terminal and in a pipe. Pure.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>The lines of a table; every cell is escaped.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        string[][] cells = [[.. header], .. rows.Select(row => row.Select(WireText.Line).ToArray())];
        int[] widths = [.. header.Select((_, column) => cells.Max(row => row[column].Length))];
        return cells.Select(row => string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
