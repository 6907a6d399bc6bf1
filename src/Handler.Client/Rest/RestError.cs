using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.Rest;

/// <summary>Errors as REST tells them, in the numbers of JSON-RPC. Pure.</summary>
internal static class RestError
{
    /// <summary>The <c>google.rpc.Status</c> of 1.0 (11.6), by its reason; <c>null</c> when the body tells none.</summary>
    public static JsonRpcError? OfStatus(byte[] body)
    {
        try
        {
            var error = A2AJson.Read<HttpErrorBody>(body).Error;
            var details = error.Details ?? [];
            return new JsonRpcError
            {
                Code = CodeOf(error, details),
                Message = error.Message,
                Data = JsonElement.Parse(A2AJson.Write(details)),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The error object of JSON-RPC, bare, as agents of 0.3 answer it; <c>null</c> when the body tells none.</summary>
    public static JsonRpcError? Bare(byte[] body)
    {
        try
        {
            // Codes of A2A and JSON-RPC lie below zero; a positive one is some server's own.
            return A2AJson.Read<JsonRpcError>(body) is { Code: < 0 } error ? error : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int CodeOf(HttpError error, IReadOnlyList<ErrorDetail> details)
    {
        var reason = details.Select(detail => detail.Reason).FirstOrDefault(given => given is not null);
        var row = A2AErrors.All.FirstOrDefault(known => known.Reason == reason);
        return row is not null ? (int)row.Code : error.Status switch
        {
            // Agents need give no reason for what is not of A2A itself (11.6).
            "INVALID_ARGUMENT" => (int)A2AErrorCode.InvalidParams,
            "INTERNAL" => (int)A2AErrorCode.InternalError,
            _ => error.Code,
        };
    }
}
