using System.Text.Json;
using Handler.Client.Http;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Client.Rest;

/// <summary>What an answer of REST means: a result, or the exception that tells why there is none (A2A 1.0, 11.4 and 11.6). Pure.</summary>
internal static class RestAnswer
{
    /// <summary>The result of a whole answer.</summary>
    public static T Read<T>(Call call, HttpAnswer answer, RestDialect dialect, Func<byte[], T> read)
    {
        Check(call, answer, dialect, typeof(T).Name);
        return Read(call, answer.Body, read, typeof(T).Name);
    }

    /// <summary>Throws unless the call went well; the agent's own error, where it told one.</summary>
    public static void Check(Call call, HttpAnswer answer, RestDialect dialect, string expected)
    {
        if (!answer.IsSuccess)
        {
            throw dialect.ReadError(answer.Body) is { } error
                ? A2AClientException.AgentError(call, error, answer)
                : A2AClientException.UnexpectedAnswer(call, answer, expected);
        }
    }

    /// <summary>One event of a stream; an agent that fails in the middle of one says so in an event.</summary>
    public static StreamedUpdate UpdateOf(Call call, string eventType, byte[] data, RestDialect dialect) =>
        dialect.ReadError(data) is { } error
            ? throw A2AClientException.AgentError(call, error)
            : eventType == "error"
            ? throw A2AClientException.UnfitAnswer(call, $"the stream ends with an error that is none of A2A. It begins: {Excerpt.Of(data)}")
            : Read(call, data, dialect.ReadUpdate, nameof(StreamResponse));

    private static T Read<T>(Call call, byte[] body, Func<byte[], T> read, string name)
    {
        try
        {
            return read(body);
        }
        catch (Exception fault) when (fault is JsonException or A2AException)
        {
            throw A2AClientException.UnfitAnswer(call, $"the answer is no {name}: {fault.Message} It begins: {Excerpt.Of(body)}", fault);
        }
    }
}
