using System.Text;

namespace Handler.Client.Http;

/// <summary>The beginning of a foreign text, fit for one line of an error message.</summary>
internal static class Excerpt
{
    private const int Longest = 200;

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        // No character takes more than four bytes, so this much is enough for the longest excerpt.
        var text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * Longest)]).Trim();
        return text.Length == 0 ? "(empty)" : OneLine(text);
    }

    private static string OneLine(string text)
    {
        var shown = string.Create(Math.Min(text.Length, Longest), text, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
        return text.Length > Longest ? shown + "…" : shown;
    }
}
