using System.Buffers.Text;

namespace Handler.Receiver.Inbox;

/// <summary>
/// JSON's grammar lets an escape such as <c>\ud83d</c> stand alone, and senders that cut text into chunks write it; but no string can be
/// made of it, and the parser's string methods throw. So it is replaced by <c>\ufffd</c>, which has the same length.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    private static ReadOnlySpan<byte> Replacement => "\\ufffd"u8;

    /// <summary>The same memory when nothing is to be replaced, else a copy. Anything that is no JSON passes as it is.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> json)
    {
        byte[]? copy = null;
        var at = 0;
        while (NextEscape(json.Span, ref at) is { } unit)
        {
            if (char.IsHighSurrogate(unit) && IsLowSurrogateAt(json.Span, at + EscapeLength))
            {
                at += 2 * EscapeLength;
                continue;
            }

            if (char.IsSurrogate(unit))
            {
                copy ??= json.ToArray();
                Replacement.CopyTo(copy.AsSpan(at));
            }

            at += EscapeLength;
        }

        return copy ?? json;
    }

    /// <summary>Moves to the next <c>\uXXXX</c> and returns its unit; <c>null</c> at the end.</summary>
    private static char? NextEscape(ReadOnlySpan<byte> json, ref int at)
    {
        while (at < json.Length && json[at..].IndexOf((byte)'\\') is >= 0 and var distance)
        {
            at += distance;
            if (UnitAt(json, at) is { } unit)
            {
                return unit;
            }

            at += 2;
        }

        return null;
    }

    private static bool IsLowSurrogateAt(ReadOnlySpan<byte> json, int at) => UnitAt(json, at) is { } unit && char.IsLowSurrogate(unit);

    private static char? UnitAt(ReadOnlySpan<byte> json, int at) =>
        json.Length - at >= EscapeLength && json[at] == '\\' && json[at + 1] == 'u'
        && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : null;
}
