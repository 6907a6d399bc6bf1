using Handler.Protocol.Errors;

namespace Handler.Tests.Server.Transports.Matrix;

/// <summary>One row of the error table, written down once more: what each wire says.</summary>
internal sealed record ErrorNumbers(string Reason, int V1, int V03, int Legacy, (int Http, string Grpc) Rest100, (int Http, string Grpc) Rest101, int RestV03)
{
    private static readonly Dictionary<A2AErrorCode, ErrorNumbers> Table = new()
    {
        [A2AErrorCode.TaskNotFound] = new("TASK_NOT_FOUND", -32001, -32001, -32001, (404, "NOT_FOUND"), (404, "NOT_FOUND"), 404),
        [A2AErrorCode.TaskNotCancelable] = new("TASK_NOT_CANCELABLE", -32002, -32002, -32002, (409, "FAILED_PRECONDITION"), (400, "FAILED_PRECONDITION"), 400),
        [A2AErrorCode.PushNotificationNotSupported] =
            new("PUSH_NOTIFICATION_NOT_SUPPORTED", -32003, -32003, -32003, (400, "UNIMPLEMENTED"), (400, "FAILED_PRECONDITION"), 400),
        [A2AErrorCode.UnsupportedOperation] = new("UNSUPPORTED_OPERATION", -32004, -32004, -32004, (400, "UNIMPLEMENTED"), (400, "FAILED_PRECONDITION"), 400),
        [A2AErrorCode.ContentTypeNotSupported] = new("CONTENT_TYPE_NOT_SUPPORTED", -32005, -32005, -32005, (415, "INVALID_ARGUMENT"), (400, "INVALID_ARGUMENT"), 400),
        [A2AErrorCode.InvalidAgentResponse] = new("INVALID_AGENT_RESPONSE", -32006, -32006, -32006, (502, "INTERNAL"), (500, "INTERNAL"), 500),
        [A2AErrorCode.ExtendedAgentCardNotConfigured] =
            new("EXTENDED_AGENT_CARD_NOT_CONFIGURED", -32007, -32007, -32004, (400, "FAILED_PRECONDITION"), (400, "FAILED_PRECONDITION"), 400),
        [A2AErrorCode.ExtensionSupportRequired] = new("EXTENSION_SUPPORT_REQUIRED", -32008, -32004, -32007, (400, "FAILED_PRECONDITION"), (400, "FAILED_PRECONDITION"), 400),
        [A2AErrorCode.VersionNotSupported] = new("VERSION_NOT_SUPPORTED", -32009, -32004, -32008, (400, "UNIMPLEMENTED"), (400, "FAILED_PRECONDITION"), 400),
        [A2AErrorCode.ParseError] = new("PARSE_ERROR", -32700, -32700, -32700, (400, "INVALID_ARGUMENT"), (400, "INVALID_ARGUMENT"), 400),
        [A2AErrorCode.InvalidRequest] = new("INVALID_REQUEST", -32600, -32600, -32600, (400, "INVALID_ARGUMENT"), (400, "INVALID_ARGUMENT"), 400),
        [A2AErrorCode.MethodNotFound] = new("METHOD_NOT_FOUND", -32601, -32601, -32601, (404, "UNIMPLEMENTED"), (404, "UNIMPLEMENTED"), 404),
        [A2AErrorCode.InvalidParams] = new("INVALID_PARAMS", -32602, -32602, -32602, (400, "INVALID_ARGUMENT"), (400, "INVALID_ARGUMENT"), 400),
        [A2AErrorCode.InternalError] = new("INTERNAL_ERROR", -32603, -32603, -32603, (500, "INTERNAL"), (500, "INTERNAL"), 500),
    };

    public static ErrorNumbers Of(A2AErrorCode code) => Table[code];

    /// <summary>The number in the body: of JSON-RPC, or the HTTP status in REST of 1.0.</summary>
    public int Code(Wire wire) => wire switch
    {
        Wire.V1 => V1,
        Wire.V03 or Wire.RestV03 => V03,
        Wire.Legacy => Legacy,
        _ => Http(wire),
    };

    public int Http(Wire wire) => wire switch
    {
        Wire.Rest100 => Rest100.Http,
        Wire.Rest101 => Rest101.Http,
        Wire.RestV03 => RestV03,
        _ => 200,
    };

    public string? Grpc(Wire wire) => wire switch
    {
        Wire.Rest100 => Rest100.Grpc,
        Wire.Rest101 => Rest101.Grpc,
        _ => null,
    };
}
