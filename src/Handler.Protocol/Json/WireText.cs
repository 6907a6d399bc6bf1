using System.Globalization;
using System.Text.Unicode;

namespace Handler.Protocol.Json;

/// <summary>Refuses text that could be read lazily and not written again: it would poison a stored task.</summary>
internal static class WireText
{
    /// <summary>What is wrong with the text as text; <c>null</c> when nothing is.</summary>
    public static string? FaultOf(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return "The text is not valid UTF-8.";
        }

        return HasUnpairedSurrogate(utf8) ? "The text has a \\u escape that is half of a surrogate pair." : null;
    }

    private static bool HasUnpairedSurrogate(ReadOnlySpan<byte> rest)
    {
        while (rest.IndexOf((byte)'\\') is var backslash and >= 0)
        {
            rest = rest[backslash..];
            // An escape is skipped whole, or the second backslash of \\ud83d would be taken for the beginning of one.
            var length = 2;
            if (UnitAt(rest) is { } unit && char.IsSurrogate(unit))
            {
                if (rest.Length < 12 || UnitAt(rest[6..]) is not { } next || !char.IsSurrogatePair(unit, next))
                {
                    return true;
                }

                length = 12;
            }

            rest = rest[Math.Min(length, rest.Length)..];
        }

        return false;
    }

    private static char? UnitAt(ReadOnlySpan<byte> text) =>
        text is [(byte)'\\', (byte)'u', _, _, _, _, ..]
        && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
