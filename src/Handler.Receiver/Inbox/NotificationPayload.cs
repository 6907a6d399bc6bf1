using System.Text.Json;
using System.Text.Unicode;

namespace Handler.Receiver.Inbox;

/// <summary>A body's bytes as JSON, tolerant of all that agents are known to send.</summary>
internal static class NotificationPayload
{
    /// <summary>Deeper than A2A's own reading goes; parsing keeps no stack, so this bounds the work of those who show it.</summary>
    public const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses a body. A byte order mark is skipped, lone surrogates become U+FFFD, of equal names the last counts.</summary>
    /// <exception cref="JsonException">
    /// It is no JSON (RFC 8259: no NaN, no comments, nothing behind it), is not UTF-8, or nests deeper than <see cref="MaxDepth"/>.
    /// </exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        // The parser looks at the bytes of a string only when somebody asks for it, which is too late to answer 400.
        if (!Utf8.IsValid(body.Span))
        {
            throw new JsonException("The body is not valid UTF-8.");
        }

        var text = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        using var document = JsonDocument.Parse(LoneSurrogates.Replace(text), Options);
        // The document's memory is rented and goes back when it is disposed; a kept push must own its own.
        return document.RootElement.Clone();
    }
}
