using System.Text;

namespace Handler.Cli.Output;

/// <summary>
/// Indents JSON by two spaces and leaves all else as it came: numbers, escapes and repeated names are the sender's to choose and the
/// reader's to see. Pure.
/// </summary>
internal static class IndentedJson
{
    /// <summary>The text over several lines, fit for a terminal.</summary>
    /// <param name="json">Well-formed JSON.</param>
    public static string Of(string json)
    {
        var text = new StringBuilder(json.Length * 2);
        var depth = 0;
        for (var index = 0; index < json.Length;)
        {
            index = json[index] switch
            {
                '"' => CopyString(json, index, text),
                '{' or '[' => Open(json, index, text, ref depth),
                '}' or ']' => Close(json, index, text, ref depth),
                ',' => Break(text.Append(','), depth, index + 1),
                ':' => Copy(text, ": ", index + 1),
                ' ' or '\t' or '\r' or '\n' => index + 1,
                var unit => Copy(text, unit.ToString(), index + 1),
            };
        }

        return WireText.Block(text.ToString());
    }

    private static int CopyString(string json, int start, StringBuilder text)
    {
        var end = start + 1;
        while (json[end] != '"')
        {
            end += json[end] == '\\' ? 2 : 1;
        }

        text.Append(json, start, end + 1 - start);
        return end + 1;
    }

    private static int Open(string json, int index, StringBuilder text, ref int depth)
    {
        var next = index + 1;
        while (char.IsWhiteSpace(json[next]))
        {
            next++;
        }

        text.Append(json[index]);
        if (json[next] is '}' or ']')
        {
            text.Append(json[next]);
            return next + 1;
        }

        return Break(text, ++depth, next);
    }

    private static int Close(string json, int index, StringBuilder text, ref int depth)
    {
        Break(text, --depth, index);
        return Copy(text, json[index].ToString(), index + 1);
    }

    private static int Break(StringBuilder text, int depth, int next)
    {
        text.Append('\n').Append(' ', 2 * depth);
        return next;
    }

    private static int Copy(StringBuilder text, string piece, int next)
    {
        text.Append(piece);
        return next;
    }
}
