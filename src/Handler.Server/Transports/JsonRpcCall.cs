using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>A call on its way to its method.</summary>
internal sealed record JsonRpcCall(HttpContext Http, JsonRpcRequest Request)
{
    public JsonRpcId Id => Request.Id;

    /// <summary>A call without an id wants no answer.</summary>
    public bool IsNotification => Request.Id.Kind == JsonRpcIdKind.Absent;

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The params; unknown fields are ignored and not relayed.</summary>
    /// <exception cref="A2AException">InvalidParams, with the field.</exception>
    public T Read<T>()
    {
        try
        {
            return Request.Params is { } element
                ? A2AJson.Read<T>(element, UnknownFields.Ignore)
                : A2AJson.Read<T>("{}"u8, UnknownFields.Ignore);
        }
        catch (JsonException fault)
        {
            throw ToInvalidParams(fault);
        }
    }

    public RequestScope Scope(string? tenant) => new(Caller.ScopeOf(Http, tenant));

    private static A2AException ToInvalidParams(JsonException fault)
    {
        var path = fault.Path is ['$', '.', .. var rest] ? rest : null;
        return new A2AException(A2AErrorCode.InvalidParams, fault.Message, fault)
        {
            FieldViolations = path is null ? null : [new FieldViolation(path, fault.Message)],
        };
    }
}
