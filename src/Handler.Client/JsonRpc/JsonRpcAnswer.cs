using System.Text.Json;
using Handler.Client.Http;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.JsonRpc;

/// <summary>What an answer means: a result, or the exception that tells why there is none. Pure.</summary>
internal static class JsonRpcAnswer
{
    private const string Expected = "a JSON-RPC response";

    /// <summary>The result of a whole answer. An error counts under any HTTP status, a result only under success.</summary>
    public static JsonElement? ResultOf(Call call, JsonRpcId id, HttpAnswer answer, JsonRpcDialect dialect) =>
        // An error object counts under any status: some agents answer JSON-RPC errors with a 4xx or 5xx.
        TryParse(answer.Body, out _) is { } response && (answer.IsSuccess || response.Error is not null)
            ? ResultOf(call, response, dialect, isOurs: response.Id == id, id, answer)
            : throw A2AClientException.UnexpectedAnswer(call, answer, Expected);

    /// <summary>One event of a stream; its data is a whole response (A2A 1.0, 9.4.2).</summary>
    public static StreamedUpdate UpdateOf(Call call, JsonRpcId id, byte[] data, JsonRpcDialect dialect)
    {
        var response = TryParse(data, out var fault)
            ?? throw A2AClientException.UnfitAnswer(
                call, $"event {call.Progress.Events + 1} of the stream is not {Expected}: {fault!.Message} It begins: {Excerpt.Of(data)}", fault);
        var isOurs = response.Id == id || (dialect.StreamsWithoutId && response.Id == JsonRpcId.Absent);
        return Read(call, ResultOf(call, response, dialect, isOurs, id), dialect.ReadUpdate, nameof(StreamResponse));
    }

    /// <summary>Why a stream did not begin; mostly the agent's own error, which is thrown.</summary>
    public static A2AClientException NoStream(Call call, JsonRpcId id, HttpAnswer answer, JsonRpcDialect dialect)
    {
        // Throws the agent's own error, if the answer is one; a result in its place is what is unexpected.
        ResultOf(call, id, answer, dialect);
        return A2AClientException.UnexpectedAnswer(call, answer, $"a stream ({A2AMediaTypes.EventStream})");
    }

    public static T Read<T>(Call call, JsonElement? result, Func<JsonElement, T> read, string name)
    {
        try
        {
            return read(result ?? throw A2AClientException.UnfitAnswer(call, "the answer has neither a result nor an error."));
        }
        catch (Exception fault) when (fault is JsonException or A2AException)
        {
            throw A2AClientException.UnfitAnswer(call, $"the result is no {name}: {fault.Message}", fault);
        }
    }

    private static JsonElement? ResultOf(
        Call call, JsonRpcResponse response, JsonRpcDialect dialect, bool isOurs, JsonRpcId id, HttpAnswer? answer = null)
    {
        // An agent that could not read the request answers its error to the id null.
        if (response.Error is { } error)
        {
            throw A2AClientException.AgentError(call, dialect.ReadError(error), answer);
        }

        return isOurs
            ? response.Result
            : throw A2AClientException.UnfitAnswer(call, $"the answer is for request {response.Id}, this is request {id}.");
    }

    private static JsonRpcResponse? TryParse(byte[] body, out JsonException? fault)
    {
        fault = null;
        try
        {
            return A2AJson.Read<JsonRpcResponse>(body);
        }
        catch (JsonException broken)
        {
            fault = broken;
            return null;
        }
    }
}
