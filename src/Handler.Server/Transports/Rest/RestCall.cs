using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports.Rest;

/// <summary>A call on its way to its operation.</summary>
/// <param name="Http">The request.</param>
/// <param name="Path">Its path.</param>
/// <param name="Body">Its body; empty for the methods that have none.</param>
internal sealed record RestCall(HttpContext Http, RestPath Path, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}"u8);

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The extensions that it names.</summary>
    public RequestedExtensions Extensions { get; } = RequestedExtensions.Of(Http.Request);

    public RequestScope Scope(string? tenant) => new(Caller.ScopeOf(Http, tenant), WireFormat.V1, Extensions.NamesPushDelivery);

    /// <summary>
    /// The request of 1.0, of path and body, or of path and query (A2A 1.0, 11.5). Unknown fields are ignored and not relayed, but those of an
    /// extension that is named; no body is an empty object.
    /// </summary>
    /// <exception cref="A2AException">ParseError, ContentTypeNotSupported, or InvalidParams with the field.</exception>
    public T Read<T>()
    {
        var json = HttpMethods.IsPost(Http.Request.Method)
            ? RestFields.OfBody(Path.Fields, BodyAsObject())
            : RestFields.OfQuery(Path.Fields, Http.Request.Query, A2AJson.TypeInfo<T>(UnknownFields.Ignore));
        return Guarded(() => A2AJson.Read<T>(json, Extensions.Unknown));
    }

    /// <summary>The body by a dialect's own reader.</summary>
    /// <exception cref="A2AException">ParseError, ContentTypeNotSupported, or InvalidParams with the field.</exception>
    public T Read<T>(Func<JsonElement, T> read)
    {
        var body = BodyAsObject();
        return Guarded(() => read(body));
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException fault)
        {
            throw ParamsFault.Of(fault);
        }
    }

    private JsonElement BodyAsObject()
    {
        if (Body.IsEmpty)
        {
            return Nothing;
        }

        if (!JsonContentType.Is(Http.Request.ContentType))
        {
            throw JsonContentType.Refusal(Http.Request.ContentType);
        }

        var body = Parse();
        return body.ValueKind == JsonValueKind.Object ? body : throw A2AException.InvalidParams(
            $"The body is a JSON {body.ValueKind.ToString().ToLowerInvariant()}; send an object with the fields of the request.");
    }

    private JsonElement Parse()
    {
        try
        {
            return A2AJson.Read<JsonElement>(Body.Span, UnknownFields.Ignore);
        }
        catch (JsonException fault)
        {
            throw A2AException.ParseError(fault.Message, fault);
        }
    }
}
