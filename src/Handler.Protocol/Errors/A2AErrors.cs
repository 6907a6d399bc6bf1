using System.Collections.Frozen;

namespace Handler.Protocol.Errors;

/// <summary>The error table (A2A 1.0, 5.4).</summary>
public static class A2AErrors
{
    /// <summary>The domain of every <c>ErrorInfo</c>.</summary>
    public const string Domain = "a2a-protocol.org";

    private static readonly FrozenDictionary<A2AErrorCode, A2AError> Table = new[]
    {
        Row(A2AErrorCode.TaskNotFound, "TASK_NOT_FOUND", new(404, "NOT_FOUND")),
        Row(A2AErrorCode.TaskNotCancelable, "TASK_NOT_CANCELABLE", new(409, "FAILED_PRECONDITION"), new(400, "FAILED_PRECONDITION")),
        Row(A2AErrorCode.PushNotificationNotSupported, "PUSH_NOTIFICATION_NOT_SUPPORTED", new(400, "UNIMPLEMENTED"), new(400, "FAILED_PRECONDITION")),
        Row(A2AErrorCode.UnsupportedOperation, "UNSUPPORTED_OPERATION", new(400, "UNIMPLEMENTED"), new(400, "FAILED_PRECONDITION")),
        Row(A2AErrorCode.ContentTypeNotSupported, "CONTENT_TYPE_NOT_SUPPORTED", new(415, "INVALID_ARGUMENT"), new(400, "INVALID_ARGUMENT")),
        Row(A2AErrorCode.InvalidAgentResponse, "INVALID_AGENT_RESPONSE", new(502, "INTERNAL"), new(500, "INTERNAL")),
        Row(A2AErrorCode.ExtendedAgentCardNotConfigured, "EXTENDED_AGENT_CARD_NOT_CONFIGURED", new(400, "FAILED_PRECONDITION")),
        Row(A2AErrorCode.ExtensionSupportRequired, "EXTENSION_SUPPORT_REQUIRED", new(400, "FAILED_PRECONDITION")),
        Row(A2AErrorCode.VersionNotSupported, "VERSION_NOT_SUPPORTED", new(400, "UNIMPLEMENTED"), new(400, "FAILED_PRECONDITION")),
        Row(A2AErrorCode.ParseError, "PARSE_ERROR", new(400, "INVALID_ARGUMENT")),
        Row(A2AErrorCode.InvalidRequest, "INVALID_REQUEST", new(400, "INVALID_ARGUMENT")),
        Row(A2AErrorCode.MethodNotFound, "METHOD_NOT_FOUND", new(404, "UNIMPLEMENTED")),
        Row(A2AErrorCode.InvalidParams, "INVALID_PARAMS", new(400, "INVALID_ARGUMENT")),
        Row(A2AErrorCode.InternalError, "INTERNAL_ERROR", new(500, "INTERNAL")),
    }.ToFrozenDictionary(row => row.Code);

    /// <summary>Every row.</summary>
    public static IReadOnlyCollection<A2AError> All => Table.Values;

    /// <summary>The row of a code; that of <see cref="A2AErrorCode.InternalError"/> for a number that is not in the table.</summary>
    public static A2AError Find(A2AErrorCode code) => Table.GetValueOrDefault(code) ?? Table[A2AErrorCode.InternalError];

    private static A2AError Row(A2AErrorCode code, string reason, ErrorStatus v100, ErrorStatus? v101 = null) => new()
    {
        Code = code,
        Name = code is A2AErrorCode.ParseError or A2AErrorCode.InternalError ? code.ToString() : $"{code}Error",
        Reason = reason,
        V100 = v100,
        V101 = v101 ?? v100,
    };
}
