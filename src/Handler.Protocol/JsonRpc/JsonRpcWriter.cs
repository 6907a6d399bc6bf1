using System.Buffers;
using System.Text.Json;
using Handler.Protocol.Errors;

namespace Handler.Protocol.JsonRpc;

/// <summary>Writes JSON-RPC envelopes around values, in one pass.</summary>
public static class JsonRpcWriter
{
    /// <summary>A call.</summary>
    public static void WriteRequest<T>(IBufferWriter<byte> output, JsonRpcId id, string method, T parameters)
    {
        using var writer = Begin(output, id);
        writer.WriteString("method"u8, method);
        writer.WritePropertyName("params"u8);
        JsonSerializer.Serialize(writer, parameters, A2AJson.TypeInfo<T>());
        writer.WriteEndObject();
    }

    /// <summary>A call whose params are JSON already, sent as they are.</summary>
    public static void WriteRequestJson(IBufferWriter<byte> output, JsonRpcId id, string method, ReadOnlySpan<byte> parameters)
    {
        using var writer = Begin(output, id);
        writer.WriteString("method"u8, method);
        writer.WritePropertyName("params"u8);
        writer.WriteRawValue(parameters, skipInputValidation: true);
        writer.WriteEndObject();
    }

    /// <summary>An answer that is a wire object.</summary>
    public static void WriteResult<T>(IBufferWriter<byte> output, JsonRpcId id, T result)
    {
        using var writer = Begin(output, id);
        writer.WritePropertyName("result"u8);
        JsonSerializer.Serialize(writer, result, A2AJson.TypeInfo<T>());
        writer.WriteEndObject();
    }

    /// <summary>
    /// An answer that is JSON already, sent as it is (a stream's event, or <c>{}</c> for an empty answer). Without an id it is an event of the
    /// legacy dialect's streams.
    /// </summary>
    public static void WriteResultJson(IBufferWriter<byte> output, JsonRpcId? id, ReadOnlySpan<byte> result)
    {
        using var writer = Begin(output, id);
        writer.WritePropertyName("result"u8);
        // Written by us and stored: parsing it again for each open stream would find nothing.
        writer.WriteRawValue(result, skipInputValidation: true);
        writer.WriteEndObject();
    }

    /// <summary>An error, with its details (A2A 1.0, 9.5).</summary>
    public static void WriteError(IBufferWriter<byte> output, JsonRpcId id, A2AException error)
    {
        using var writer = Begin(output, id);
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, (int)error.Code);
        writer.WriteString("message"u8, error.Message);
        // A list by A2A 1.0 (9.5), whose ErrorInfo tells apart what shares a code.
        writer.WriteStartArray("data"u8);
        foreach (var detail in ErrorDetail.Of(error))
        {
            JsonSerializer.Serialize(writer, detail, A2AJson.TypeInfo<ErrorDetail>());
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>An error as an older dialect has it.</summary>
    public static void WriteError(IBufferWriter<byte> output, JsonRpcId id, JsonRpcError error)
    {
        using var writer = Begin(output, id);
        writer.WritePropertyName("error"u8);
        JsonSerializer.Serialize(writer, error, A2AJson.TypeInfo<JsonRpcError>());
        writer.WriteEndObject();
    }

    private static Utf8JsonWriter Begin(IBufferWriter<byte> output, JsonRpcId? id)
    {
        var writer = new Utf8JsonWriter(output, A2AJson.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        if (id is { } repeated)
        {
            writer.WritePropertyName("id"u8);
            JsonRpcIdConverter.Write(writer, repeated);
        }

        return writer;
    }
}
