namespace Handler.Cli.Output;

/// <summary>
/// Columns of text, aligned by spaces. Where they do not fit the screen, optional columns are left out, and then each row is a block of
/// labels: ids and URLs are to be copied, so no cell is ever cut or wrapped. Pure.
/// </summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>The lines of a table; every cell is escaped.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">A cell a column.</param>
    /// <param name="width">The columns of the screen; null = as long as it gets.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<TextColumn> columns, IEnumerable<IReadOnlyList<string>> rows, int? width = null)
    {
        string[][] cells = [.. rows.Select(row => row.Select(WireText.Line).ToArray())];
        int[] all = [.. Enumerable.Range(0, columns.Count)];
        int[] needed = [.. all.Where(index => !columns[index].IsOptional)];
        return Fits(all) ? Aligned(columns, cells, all)
            : Fits(needed) ? Aligned(columns, cells, needed)
            : Blocks(columns, cells);

        bool Fits(int[] shown) => shown.Sum(index => WidthOf(columns, cells, index)) + (Gap.Length * (shown.Length - 1)) <= (width ?? int.MaxValue);
    }

    private static IEnumerable<string> Aligned(IReadOnlyList<TextColumn> columns, string[][] cells, int[] shown)
    {
        var header = shown.Select(index => (Cell: columns[index].Label.ToUpperInvariant(), Text: columns[index].Label.ToUpperInvariant(), index));
        var rows = cells.Select(row => shown.Select(index => (Cell: row[index], Text: columns[index].Colour(row[index]), index)));
        return rows.Prepend(header).Select(row => string.Concat(row.Select(cell => cell.index == shown[^1]
            ? cell.Text
            : cell.Text + new string(' ', WidthOf(columns, cells, cell.index) - cell.Cell.Length) + Gap)).TrimEnd());
    }

    private static IEnumerable<string> Blocks(IReadOnlyList<TextColumn> columns, string[][] cells) => cells.SelectMany((row, number) =>
        row.Select((cell, index) => $"{columns[index].Label}: {columns[index].Colour(cell)}").Prepend(number == 0 ? null : "")).OfType<string>();

    private static int WidthOf(IReadOnlyList<TextColumn> columns, string[][] cells, int index) =>
        cells.Select(row => row[index].Length).Append(columns[index].Label.Length).Max();
}
