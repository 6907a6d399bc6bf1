using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Operations;

/// <summary>Reads what an operator wants to be done.</summary>
internal static class OperationsBody
{
    /// <summary>The body of a request.</summary>
    /// <exception cref="OperationsRefusal">It is no JSON, or not of this form.</exception>
    public static async Task<T> ReadAsync<T>(OperationsCall call, JsonTypeInfo<T> form)
        where T : class
    {
        // Asked for: a form of another site could post without it, with the cookies of an operator who is signed in.
        if (!call.Http.Request.HasJsonContentType())
        {
            throw new OperationsRefusal(
                StatusCodes.Status415UnsupportedMediaType, $"The body is '{call.Http.Request.ContentType}'; send JSON, with Content-Type: application/json.");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(call.Http.Request.Body, form, call.Aborted) ?? throw OperationsRefusal.Invalid("The body is null; send an object.");
        }
        catch (JsonException fault)
        {
            throw OperationsRefusal.Invalid($"The body cannot be read: {fault.Message}");
        }
    }
}
