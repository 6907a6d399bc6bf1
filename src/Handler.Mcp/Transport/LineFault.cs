using System.Buffers;
using System.Text.Json;

namespace Handler.Mcp.Transport;

/// <summary>Why a line is no message, as JSON-RPC has it.</summary>
/// <param name="Code">-32700 (no JSON) or -32600 (no message).</param>
/// <param name="Message">What was wrong and what to send.</param>
/// <param name="Id">The id that the line has all the same.</param>
internal sealed record LineFault(int Code, string Message, JsonElement? Id = null)
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;

    /// <summary>A line that is longer than allowed.</summary>
    public static LineFault TooLong(int mostBytes) =>
        new(InvalidRequest, $"A line is longer than {mostBytes:N0} bytes and was passed over. Send shorter messages, one a line.");

    /// <summary>The error to answer with; its id is null where none can be read (JSON-RPC 2.0, 5).</summary>
    public byte[] ToUtf8()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            writer.WritePropertyName("id");
            writer.WriteRawValue(Id?.GetRawText() ?? "null");
            writer.WriteStartObject("error");
            writer.WriteNumber("code", Code);
            writer.WriteString("message", Message);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
