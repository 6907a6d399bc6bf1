using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Handler.Mcp.Transport;

/// <summary>A message of JSON-RPC as the bytes of a line. Pure.</summary>
internal static class MessageLine
{
    private static readonly JsonTypeInfo<JsonRpcMessage> Contract =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    /// <summary>The message; <c>null</c> when there is none, for the reason that <paramref name="fault"/> then is.</summary>
    public static JsonRpcMessage? Read(ReadOnlyMemory<byte> utf8, out LineFault? fault)
    {
        fault = null;
        try
        {
            var line = JsonElement.Parse(utf8.Span);
            fault = line.ValueKind == JsonValueKind.Object ? null : NoObject(line.ValueKind);
            return fault is null ? Read(line, out fault) : null;
        }
        catch (JsonException wrong)
        {
            fault = new LineFault(LineFault.ParseError, $"This line is no JSON: {wrong.Message} Send one JSON-RPC message a line, in UTF-8.");
            return null;
        }
    }

    /// <summary>The bytes of a message, on one line.</summary>
    public static byte[] Write(JsonRpcMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Contract);

    private static JsonRpcMessage? Read(JsonElement line, out LineFault? fault)
    {
        fault = null;
        try
        {
            return line.Deserialize(Contract);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            fault = new LineFault(LineFault.InvalidRequest, $"This is no message of JSON-RPC 2.0: {wrong.Message}", IdOf(line));
            return null;
        }
    }

    private static LineFault NoObject(JsonValueKind kind) => new(
        LineFault.InvalidRequest,
        kind == JsonValueKind.Array
            ? "MCP has no batches: send the messages one by one, each on a line."
            : $"A message of JSON-RPC is an object, not {kind.ToString().ToLowerInvariant()}.");

    private static JsonElement? IdOf(JsonElement line) =>
        line.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id : null;
}
