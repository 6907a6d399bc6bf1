using System.Text.Json;
using Handler.Protocol.Errors;

namespace Handler.Protocol.JsonRpc;

/// <summary>The error object of JSON-RPC.</summary>
public sealed record JsonRpcError : WireObject
{
    /// <summary>See <see cref="A2AErrorCode"/>; any number from a foreign agent.</summary>
    public int Code { get; init; }

    /// <summary>For people.</summary>
    public string? Message { get; init; }

    /// <summary>By 1.0 a list of <see cref="ErrorDetail"/>; older agents send anything.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The details in <see cref="Data"/>; what does not look like one is left out.</summary>
    public IReadOnlyList<ErrorDetail> Details() =>
        Data is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(TryReadDetail).OfType<ErrorDetail>()] : [];

    /// <summary>The same error as an exception.</summary>
    public A2AException ToException()
    {
        var details = Details();
        return new A2AException((A2AErrorCode)Code, Message ?? $"The agent answered with error {Code} and no message.")
        {
            Metadata = details.FirstOrDefault(detail => detail.Metadata is not null)?.Metadata,
            FieldViolations = details.FirstOrDefault(detail => detail.FieldViolations is not null)?.FieldViolations,
        };
    }

    private static ErrorDetail? TryReadDetail(JsonElement element)
    {
        try
        {
            return A2AJson.Read<ErrorDetail>(element);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
