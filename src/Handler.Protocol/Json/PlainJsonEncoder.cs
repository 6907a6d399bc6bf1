using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Handler.Protocol.Json;

/// <summary>
/// Escapes what JSON says must be escaped and nothing else, as <c>json.dumps(…, ensure_ascii=False)</c> and <c>JSON.stringify</c> do.
/// </summary>
/// <remarks>
/// A receiver may hash the body after parsing and writing it again, so the text has to be the same as theirs. The encoders of the base
/// library all escape characters beyond the basic plane (emoji), and control characters with upper-case digits.
/// </remarks>
internal sealed unsafe class PlainJsonEncoder : JavaScriptEncoder
{
    private const char Replacement = '\uFFFD';

    private static readonly string MustEscape =
        string.Concat(Enumerable.Range(0, ' ').Select(code => (char)code)) + "\"\\";

    private static readonly SearchValues<char> Characters = SearchValues.Create(MustEscape);
    private static readonly SearchValues<byte> Bytes = SearchValues.Create(Encoding.ASCII.GetBytes(MustEscape));

    private PlainJsonEncoder()
    {
    }

    public static PlainJsonEncoder Instance { get; } = new();

    // \u00xx, the longest.
    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength) => Find(new ReadOnlySpan<char>(text, textLength));

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        var index = utf8Text.IndexOfAny(Bytes);
        var plain = index < 0 ? utf8Text : utf8Text[..index];
        // Only broken text goes the slow way of the base class, which finds the place.
        return Utf8.IsValid(plain) ? index : base.FindFirstCharacterToEncodeUtf8(utf8Text);
    }

    public override OperationStatus Encode(
        ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
    {
        charsConsumed = charsWritten = 0;
        while (charsConsumed < source.Length)
        {
            var rest = source[charsConsumed..];
            var index = Find(rest);
            var plain = index < 0 ? rest : rest[..index];
            // Its other half may come with the next block: replaced now, it would cut an emoji in two.
            if (!isFinalBlock && index == rest.Length - 1 && char.IsHighSurrogate(rest[index]))
            {
                return CopyTo(plain, destination, ref charsConsumed, ref charsWritten)
                    ? OperationStatus.NeedMoreData : OperationStatus.DestinationTooSmall;
            }

            if (!CopyTo(plain, destination, ref charsConsumed, ref charsWritten)
                || (index >= 0 && !Escape(rest[index], destination, ref charsConsumed, ref charsWritten)))
            {
                return OperationStatus.DestinationTooSmall;
            }
        }

        return OperationStatus.Done;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var destination = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        var consumed = 0;
        return WillEncode(unicodeScalar)
            ? Escape((char)unicodeScalar, destination, ref consumed, ref numberOfCharactersWritten)
            : new Rune(unicodeScalar).TryEncodeToUtf16(destination, out numberOfCharactersWritten);
    }

    // Half a surrogate pair counts as to be escaped: it has no UTF-8 and is replaced.
    private static int Find(ReadOnlySpan<char> text)
    {
        var index = text.IndexOfAny(Characters);
        var plain = index < 0 ? text : text[..index];
        var position = 0;
        while (plain[position..].IndexOfAnyInRange('\uD800', '\uDFFF') is var surrogate and >= 0)
        {
            position += surrogate;
            if (position + 1 >= plain.Length || !char.IsSurrogatePair(plain[position], plain[position + 1]))
            {
                return position;
            }

            position += 2;
        }

        return index;
    }

    private static bool CopyTo(ReadOnlySpan<char> plain, Span<char> destination, ref int consumed, ref int written)
    {
        if (!plain.TryCopyTo(destination[written..]))
        {
            return false;
        }

        consumed += plain.Length;
        written += plain.Length;
        return true;
    }

    private static bool Escape(char character, Span<char> destination, ref int consumed, ref int written)
    {
        var digits = "0123456789abcdef";
        ReadOnlySpan<char> escape = character switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\t' => "\\t",
            '\n' => "\\n",
            '\f' => "\\f",
            '\r' => "\\r",
            < ' ' => ['\\', 'u', '0', '0', digits[character >> 4], digits[character & 15]],
            _ => [Replacement],
        };
        if (!escape.TryCopyTo(destination[written..]))
        {
            return false;
        }

        consumed++;
        written += escape.Length;
        return true;
    }
}
