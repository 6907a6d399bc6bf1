using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Handler.Protocol.Agents.Rules;

/// <summary>Where a text stops being JSON, for people: line and column as editors count them.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Found">The character that cannot stand there; <c>null</c> at the end of the text.</param>
/// <param name="Before">The last character before it that is no white space; <c>null</c> when there is none.</param>
internal readonly record struct JsonPlace(long Line, int Column, Rune? Found, char? Before)
{
    public static JsonPlace Of(JsonException fault, ReadOnlySpan<byte> utf8)
    {
        var line = fault.LineNumber ?? 0;
        var start = StartOf(line, utf8);
        var at = (int)Math.Min(utf8.Length, start + (fault.BytePositionInLine ?? 0));
        var before = utf8[..at].TrimEnd(" \t\r\n"u8);
        return new(
            line + 1,
            Encoding.UTF8.GetCharCount(utf8[start..at]) + 1,
            Rune.DecodeFromUtf8(utf8[at..], out var found, out _) == OperationStatus.Done ? found : null,
            before.IsEmpty ? null : (char)before[^1]);
    }

    /// <summary>A predicate, to be set behind the path.</summary>
    public string Describe() => Found is { } found
        ? $"is not JSON: line {Line}, column {Column}: '{found}' cannot stand there.{Advice(found)}"
        : $"is not JSON: it breaks off at line {Line}, column {Column}.";

    private string Advice(Rune found) => (found.Value, Before) switch
    {
        ('}' or ']', ',') => " Take away the comma before it.",
        ('\'', _) => " Names and texts are in double quotes.",
        ('/', _) => " JSON has no comments.",
        ('"', '"' or '}' or ']') => " Is a comma missing before it?",
        _ => "",
    };

    private static int StartOf(long line, ReadOnlySpan<byte> utf8)
    {
        var start = 0;
        for (; line > 0 && utf8[start..].IndexOf((byte)'\n') is var end and >= 0; line--)
        {
            start += end + 1;
        }

        return start;
    }
}
