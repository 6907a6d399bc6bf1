namespace Handler.Cli.Help;

/// <summary>Breaks text into lines between words. Pure.</summary>
internal static class WrappedText
{
    /// <summary>The lines of a text, one at least; a word that is longer than a line has one of its own.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var rest = text;
        while (rest.Length > width && BreakOf(rest, width) is var end and > 0)
        {
            yield return rest[..end];
            rest = rest[(end + 1)..].TrimStart();
        }

        yield return rest;
    }

    /// <summary>The last space with which the line is not too long, else the first there is; -1 when there is none.</summary>
    private static int BreakOf(string text, int width) =>
        width > 0 && text.LastIndexOf(' ', width) is var last and > 0 ? last : text.IndexOf(' ', StringComparison.Ordinal);
}
