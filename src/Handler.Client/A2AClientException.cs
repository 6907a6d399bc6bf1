using System.Net;
using System.Text.Json;
using Handler.Client.Http;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Client;

/// <summary>
/// A call to an agent failed. <see cref="Failure"/> says how, in a closed set; the message names the operation, the URL (without its
/// query), what happened and what to do.
/// </summary>
public sealed partial class A2AClientException : Exception
{
    private A2AClientException(A2AClientFailure failure, Call call, string what, Exception? cause = null)
        : base($"{call}: {what}", cause)
    {
        Failure = failure;
        Operation = call.Operation;
        Url = call.Url;
        EventsReceived = call.Progress.Events;
        LastEvent = call.Progress.Last;
        TaskId = call.Progress.TaskId;
    }

    /// <summary>A failure told in more words.</summary>
    private A2AClientException(A2AClientException failed, string what)
        : this(failed.Failure, new Call(failed.Operation, failed.Url), what, failed.InnerException)
    {
        HttpStatus = failed.HttpStatus;
        RetryAfter = failed.RetryAfter;
        ErrorCode = failed.ErrorCode;
        ErrorName = failed.ErrorName;
        Reason = failed.Reason;
        AgentMessage = failed.AgentMessage;
        Details = failed.Details;
        ErrorData = failed.ErrorData;
    }

    /// <summary>How it failed.</summary>
    public A2AClientFailure Failure { get; }

    /// <summary>The operation by its name in the specification, or <c>Agent card</c>.</summary>
    public string Operation { get; }

    /// <summary>What was called; <c>null</c> only where a card was given without its URL.</summary>
    public Uri? Url { get; }

    /// <summary>The HTTP status, where an answer came and was not understood, was a refusal or told an error of the agent's.</summary>
    public HttpStatusCode? HttpStatus { get; private init; }

    /// <summary>How long the agent asks to be left alone (<c>Retry-After</c>).</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Why each interface of the card could not be called, the preferred one first, where there was more than one to call.</summary>
    public IReadOnlyList<A2AClientException> Tried { get; private init; } = [];

    /// <summary>The agent's error (A2A 1.0, 5.4 and 9.5); a number outside the table if a foreign agent answered one.</summary>
    public A2AErrorCode? ErrorCode { get; private init; }

    /// <summary>The name of <see cref="ErrorCode"/>, such as <c>TaskNotFoundError</c>; <c>null</c> for a number outside the table.</summary>
    public string? ErrorName { get; private init; }

    /// <summary>The reason in the agent's own details, else that of the table, such as <c>TASK_NOT_FOUND</c>.</summary>
    public string? Reason { get; private init; }

    /// <summary>What the agent said, alone.</summary>
    public string? AgentMessage { get; private init; }

    /// <summary>The details that the agent gave: reason, metadata, field violations. Empty when there are none.</summary>
    public IReadOnlyList<ErrorDetail> Details { get; private init; } = [];

    /// <summary><c>error.data</c> as it came.</summary>
    public JsonElement? ErrorData { get; private init; }

    /// <summary>How many events a stream had brought.</summary>
    public int EventsReceived { get; }

    /// <summary>The last event of the stream, if there was one.</summary>
    public StreamResponse? LastEvent { get; }

    /// <summary>The task of the stream, if it is known: what to come back to by SubscribeToTask.</summary>
    public string? TaskId { get; private init; }

    /// <summary>Nothing of the request was sent.</summary>
    internal bool IsUnsent { get; private init; }

    /// <summary>A part of what was asked is done: nothing may be asked again as a whole.</summary>
    internal bool IsHalfDone { get; private init; }
}
