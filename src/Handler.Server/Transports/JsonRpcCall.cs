using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>A call on its way to its method.</summary>
internal sealed record JsonRpcCall(HttpContext Http, JsonRpcRequest Request, IJsonRpcDialect Dialect)
{
    private static readonly JsonElement NoParams = JsonElement.Parse("{}"u8);

    public JsonRpcId Id => Request.Id;

    /// <summary>A call without an id wants no answer.</summary>
    public bool IsNotification => Request.Id.Kind == JsonRpcIdKind.Absent;

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The extensions that it names; the legacy dialect has none.</summary>
    public RequestedExtensions Extensions { get; } = Dialect.Format == WireFormat.Legacy ? new([]) : RequestedExtensions.Of(Http.Request);

    /// <summary>The params of 1.0; unknown fields are ignored and not relayed, but those of an extension that is named.</summary>
    /// <exception cref="A2AException">InvalidParams, with the field.</exception>
    public T Read<T>() => Read(element => A2AJson.Read<T>(element, Extensions.Unknown));

    /// <summary>The params by a dialect's own reader; left out, they are an empty object.</summary>
    /// <exception cref="A2AException">InvalidParams, with the field.</exception>
    public T Read<T>(Func<JsonElement, T> read)
    {
        try
        {
            return read(Request.Params ?? NoParams);
        }
        catch (JsonException fault)
        {
            throw ParamsFault.Of(fault);
        }
    }

    public RequestScope Scope(string? tenant) => new(Caller.ScopeOf(Http, tenant), Dialect.Format, Extensions.NamesPushDelivery);
}
