using System.Text;

namespace Handler.Cli.Output;

/// <summary>
/// Text from outside, made fit for a terminal: what would move its cursor, colour it or turn the direction of its lines becomes visible, as
/// <c>\u001b</c>. Pure.
/// </summary>
internal static class WireText
{
    /// <summary>For one line: line breaks and tabs are escaped too.</summary>
    public static string Line(string? text) => Escape(text, keep: "");

    /// <summary>For several lines: line feeds and tabs stay. Other separators of lines are shown, so that no text makes up a line where JSON has none.</summary>
    public static string Block(string? text) => Escape(text?.Replace("\r\n", "\n", StringComparison.Ordinal), keep: "\n\t");

    private static string Escape(string? text, string keep)
    {
        if (text is null || !text.Any(unit => IsUnfit(unit, keep) || char.IsSurrogate(unit)))
        {
            return text ?? "";
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index))
            {
                escaped.Append(text, index++, 2);
            }
            else
            {
                Append(escaped, text[index], keep);
            }
        }

        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, char unit, string keep)
    {
        if (IsUnfit(unit, keep) || char.IsSurrogate(unit))
        {
            escaped.Append($"\\u{(int)unit:x4}");
        }
        else
        {
            escaped.Append(unit);
        }
    }

    private static bool IsUnfit(char unit, string keep) => (char.IsControl(unit) && !keep.Contains(unit)) || TurnsLines(unit);

    /// <summary>
    /// Line and paragraph separators, and the marks that change the direction of text, with which one text can pass for another.
    /// </summary>
    private static bool TurnsLines(char unit) =>
        unit is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
