using System.Buffers;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>Response objects of JSON-RPC, as bytes and as HTTP answers.</summary>
internal static class JsonRpcAnswers
{
    public static byte[] Result<T>(JsonRpcId id, T result) => Write(output => JsonRpcWriter.WriteResult(output, id, result));

    /// <summary>A result that is JSON already; an event of a legacy stream has no id.</summary>
    public static byte[] ResultJson(JsonRpcId? id, ReadOnlyMemory<byte> result) =>
        Write(output => JsonRpcWriter.WriteResultJson(output, id, result.Span));

    public static byte[] Empty(JsonRpcId id) => Write(output => JsonRpcWriter.WriteResultJson(output, id, "{}"u8));

    public static byte[] Null(JsonRpcId id) => Write(output => JsonRpcWriter.WriteResultJson(output, id, "null"u8));

    public static byte[] Error(JsonRpcId id, A2AException error) => Write(output => JsonRpcWriter.WriteError(output, id, error));

    public static byte[] Error(JsonRpcId id, JsonRpcError error) => Write(output => JsonRpcWriter.WriteError(output, id, error));

    public static IResult Json(ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK) => new JsonBytes(body, status);

    /// <summary>For callers who are not let in. The id is null: what comes from nobody is not read.</summary>
    public static RefusalForm Refusal { get; } = new(
        (_, status, text) => Json(Error(JsonRpcId.Null, A2AException.InvalidRequest(text)), status));

    private static byte[] Write(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }
}
