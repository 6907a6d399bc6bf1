using System.Text.Json;
using System.Text.Json.Serialization;
using Handler.Protocol.Errors;
using Handler.Protocol.Json;

namespace Handler.Protocol.JsonRpc;

/// <summary>A JSON-RPC 2.0 call. <see cref="JsonRpcWriter"/> writes one without an element in between.</summary>
public sealed record JsonRpcRequest
{
    /// <summary>Always <c>2.0</c>.</summary>
    public string Jsonrpc { get; } = "2.0";

    /// <summary>Repeated by the answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonRpcId Id { get; init; }

    /// <summary>See <see cref="A2AMethods"/>.</summary>
    public required string Method { get; init; }

    /// <summary>An object; <c>null</c> when there are none.</summary>
    public JsonElement? Params { get; init; }

    /// <summary>
    /// Reads what a caller sent. Never throws for bad text: the outcome has the error to answer with, and the id to
    /// answer to as far as it could be read.
    /// </summary>
    public static JsonRpcReadOutcome Read(ReadOnlySpan<byte> utf8)
    {
        if (WireText.FaultOf(utf8) is { } broken)
        {
            return JsonRpcReadOutcome.Refused(JsonRpcId.Null, A2AException.ParseError(broken));
        }

        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = A2AJson.MaxDepthFromOutside };
            return Read(JsonElement.Parse(utf8, options));
        }
        catch (JsonException fault)
        {
            return JsonRpcReadOutcome.Refused(
                JsonRpcId.Null, A2AException.ParseError($"The request {JsonFault.Of(fault, utf8, A2AJson.MaxDepthFromOutside)}", fault));
        }
    }

    private static JsonRpcReadOutcome Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return JsonRpcReadOutcome.Refused(
                JsonRpcId.Null, A2AException.InvalidRequest($"A request is one JSON object, found {Describe(root)}.{(root.ValueKind == JsonValueKind.Array ? " Send each call in a request of its own." : "")}"));
        }

        // The id before the other faults: their answers have to repeat it.
        if (!TryReadId(root, out var id))
        {
            return JsonRpcReadOutcome.Refused(JsonRpcId.Null, A2AException.InvalidRequest("id must be a string, a number or null."));
        }

        return FaultOf(root) is { } fault
            ? JsonRpcReadOutcome.Refused(id, fault)
            : JsonRpcReadOutcome.Accepted(new JsonRpcRequest
            {
                Id = id,
                Method = root.GetProperty("method").GetString()!,
                Params = root.TryGetProperty("params", out var value) && value.ValueKind == JsonValueKind.Object ? value : null,
            });
    }

    private static A2AException? FaultOf(JsonElement root)
    {
        if (!root.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"))
        {
            return A2AException.InvalidRequest("jsonrpc must be \"2.0\".");
        }

        if (!root.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String)
        {
            return A2AException.InvalidRequest("method is required and must be a string.");
        }

        return root.TryGetProperty("params", out var value) ? FaultOfParams(value) : null;
    }

    private static A2AException? FaultOfParams(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Null => null,
        // JSON-RPC allows a list, so the request is one; A2A's methods take named params only (A2A 1.0, 9).
        JsonValueKind.Array => A2AException.InvalidParams(
            "params is a list, and this agent takes no params by position. Send an object with the fields by name."),
        _ => A2AException.InvalidRequest($"params must be an object, found {Describe(value)}."),
    };

    private static bool TryReadId(JsonElement root, out JsonRpcId id)
    {
        id = JsonRpcId.Absent;
        if (!root.TryGetProperty("id", out var value))
        {
            return true;
        }

        id = value.ValueKind switch
        {
            JsonValueKind.String => JsonRpcId.Of(value.GetString()!),
            JsonValueKind.Number => JsonRpcId.OfNumberText(value.GetRawText()),
            _ => JsonRpcId.Null,
        };
        return value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null;
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
