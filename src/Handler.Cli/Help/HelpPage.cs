namespace Handler.Cli.Help;

/// <summary>
/// Writes help: sections of text and of tables, wrapped at a width. System.CommandLine's own would look the same; it sorts and groups tuples, sixty
/// methods that are compiled when they are first called, and took a third of the time of <c>--help</c>.
/// </summary>
internal sealed class HelpPage(TextWriter output, int width)
{
    private const string Indent = "  ";

    /// <summary>A section of one text; none where there is no text.</summary>
    public void Text(string title, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            output.WriteLine(title);
            WriteRow("", text, Indent.Length);
            output.WriteLine();
        }
    }

    /// <summary>A section of rows in two columns; none where there are no rows.</summary>
    public void Table(string title, IReadOnlyList<HelpRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        foreach (var line in WrappedText.Lines(title, width))
        {
            output.WriteLine(line);
        }

        var column = ColumnOf(rows);
        foreach (var row in rows)
        {
            WriteRow(Indent + row.Words, row.Text ?? "", column);
        }

        output.WriteLine();
    }

    /// <summary>Where the second column begins: beside the longest words, but leaving it half of the line.</summary>
    private int ColumnOf(IReadOnlyList<HelpRow> rows)
    {
        var longest = 0;
        foreach (var row in rows)
        {
            longest = Math.Max(longest, row.Words.Length);
        }

        return Math.Min(longest + (2 * Indent.Length), width / 2);
    }

    private void WriteRow(string words, string text, int column)
    {
        var line = words;
        foreach (var piece in WrappedText.Lines(text, width - column))
        {
            // Words that reach into the second column have a line of their own.
            if (line.TrimEnd().Length > column - Indent.Length)
            {
                output.WriteLine(line);
                line = "";
            }

            output.WriteLine((line.PadRight(column) + piece).TrimEnd());
            line = "";
        }
    }
}
