using System.Text.Json;
using Handler.Client.Http;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.Rest;

/// <summary>What an answer of REST means: a result, or the exception that tells why there is none (A2A 1.0, 11.4 and 11.6). Pure.</summary>
internal static class RestAnswer
{
    /// <summary>The result of a whole answer.</summary>
    public static T Read<T>(Call call, HttpAnswer answer)
    {
        Check(call, answer, typeof(T).Name);
        return Read<T>(call, answer.Body);
    }

    /// <summary>Throws unless the call went well; the agent's own error, where it told one.</summary>
    public static void Check(Call call, HttpAnswer answer, string expected)
    {
        if (!answer.IsSuccess)
        {
            throw ErrorOf(answer.Body) is { } error ? A2AClientException.AgentError(call, error, answer) : A2AClientException.UnexpectedAnswer(call, answer, expected);
        }
    }

    /// <summary>One event of a stream; an agent that fails in the middle of one says so in an event.</summary>
    public static StreamedUpdate UpdateOf(Call call, string eventType, byte[] data) =>
        (eventType == "error" || IsError(data)) && ErrorOf(data) is { } error
            ? throw A2AClientException.AgentError(call, error)
            : new StreamedUpdate(Read<StreamResponse>(call, data));

    /// <summary>Whether a body tells an error of A2A, and not merely that of a server in between.</summary>
    public static bool IsError(byte[] body) => ErrorOf(body) is not null;

    private static T Read<T>(Call call, byte[] body)
    {
        try
        {
            return A2AJson.Read<T>(body);
        }
        catch (JsonException fault)
        {
            throw A2AClientException.UnfitAnswer(call, $"the answer is no {typeof(T).Name}: {fault.Message} It begins: {Excerpt.Of(body)}", fault);
        }
    }

    /// <summary>The error in the numbers of JSON-RPC, by its reason; null when the body tells none.</summary>
    private static JsonRpcError? ErrorOf(byte[] body)
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
