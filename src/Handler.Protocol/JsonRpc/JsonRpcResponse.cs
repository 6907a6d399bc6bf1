using System.Text.Json;
using System.Text.Json.Serialization;
using Handler.Protocol.Json;

namespace Handler.Protocol.JsonRpc;

/// <summary>The answer to a JSON-RPC call: a result or an error. <see cref="JsonRpcWriter"/> writes one without an element in between.</summary>
public sealed record JsonRpcResponse : WireObject
{
    /// <summary><c>2.0</c>; tolerated when missing.</summary>
    public string? Jsonrpc { get; init; }

    /// <summary>The id of the call.</summary>
    public JsonRpcId Id { get; init; }

    /// <summary>What the method answers; the JSON value <c>null</c> is an element of that kind. <c>null</c> = not there.</summary>
    [JsonConverter(typeof(PresentValueConverter))]
    public JsonElement? Result { get; init; }

    /// <summary>Why there is no result.</summary>
    public JsonRpcError? Error { get; init; }
}
