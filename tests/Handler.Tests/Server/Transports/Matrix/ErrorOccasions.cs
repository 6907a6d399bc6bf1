using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Tests.Server.Transports.Matrix;

/// <summary>Every error of the specification, and the ways in which each comes about.</summary>
internal static class ErrorOccasions
{
    private static readonly Wire[] Rpc = [Wire.V1, Wire.V03, Wire.Legacy];

    // Of an unknown task nobody can say that legacy made it: what asks for one by a name that 0.3 has too is answered in 0.3.
    private static readonly Wire[] NotShared = [Wire.Legacy];

    private static readonly AgentCard Announcing = Cards.Plain with { Capabilities = new() { ExtendedAgentCard = true } };

    private static readonly AgentCard Requiring = Cards.Plain with { Capabilities = new() { Extensions = [new AgentExtension { Uri = "urn:needed", Required = true }] } };

    public static IReadOnlyList<ErrorOccasion> All { get; } =
    [
        .. Tasks(), .. Capabilities(), .. MediaTypes(), .. Answers(), .. Parameters(), .. Requests(), .. Failures(),
    ];

    private static ErrorOccasion[] Tasks() =>
    [
        new("read an unknown task", A2AErrorCode.TaskNotFound, Operation.Get) { Except = NotShared },
        new("cancel an unknown task", A2AErrorCode.TaskNotFound, Operation.Cancel) { Except = NotShared },
        new("follow an unknown task", A2AErrorCode.TaskNotFound, Operation.Subscribe) { Except = NotShared },
        new("send to an unknown task", A2AErrorCode.TaskNotFound, Operation.Send) { IsUnknownTask = true },
        new("stream to an unknown task", A2AErrorCode.TaskNotFound, Operation.Stream) { IsUnknownTask = true },
        new("set a config of an unknown task", A2AErrorCode.TaskNotFound, Operation.PushSet),
        // Legacy answers null where there is nothing, and lists whatever there is.
        new("read a config of an unknown task", A2AErrorCode.TaskNotFound, Operation.PushGet) { Except = [Wire.Legacy] },
        new("read an unknown config", A2AErrorCode.TaskNotFound, Operation.PushGet) { Task = TaskState.InputRequired, Except = [Wire.Legacy] },
        new("list configs of an unknown task", A2AErrorCode.TaskNotFound, Operation.PushList) { Except = [Wire.Legacy] },
        new("delete a config of an unknown task", A2AErrorCode.TaskNotFound, Operation.PushDelete) { Except = [Wire.Legacy] },
        new("cancel a task that has ended", A2AErrorCode.TaskNotCancelable, Operation.Cancel) { Task = TaskState.Completed },
        new("cancel a task whose agent will not", A2AErrorCode.TaskNotCancelable, Operation.Cancel)
        {
            Task = TaskState.InputRequired,
            Script = script => script.Cancel = (request, _, _) => throw A2AException.TaskNotCancelable(request.TaskId, TaskState.InputRequired),
        },
        new("send to a task that has ended", A2AErrorCode.UnsupportedOperation, Operation.Send) { Task = TaskState.Completed },
        new("stream to a task that has ended", A2AErrorCode.UnsupportedOperation, Operation.Stream) { Task = TaskState.Completed },
        new("follow a task that has ended", A2AErrorCode.UnsupportedOperation, Operation.Subscribe) { Task = TaskState.Completed },
    ];

    private static ErrorOccasion[] Capabilities() =>
    [
        .. new[] { Operation.PushSet, Operation.PushGet, Operation.PushList, Operation.PushDelete }.Select(operation =>
            new ErrorOccasion($"{operation} of an agent that does not push", A2AErrorCode.PushNotificationNotSupported, operation) { Push = false }),
        new("an inline config to an agent that does not push", A2AErrorCode.PushNotificationNotSupported, Operation.Send) { Push = false, Change = WithInlineConfig },
        new("stream from an agent that does not", A2AErrorCode.UnsupportedOperation, Operation.Stream) { Configure = options => options.Streaming = false },
        new("follow at an agent that does not stream", A2AErrorCode.UnsupportedOperation, Operation.Subscribe)
        {
            Configure = options => options.Streaming = false,
            Except = NotShared,
        },
        new("an extended card that is not announced", A2AErrorCode.UnsupportedOperation, Operation.Card),
        new("an extended card that is announced and missing", A2AErrorCode.ExtendedAgentCardNotConfigured, Operation.Card) { Card = Announcing },
    ];

    private static ErrorOccasion[] MediaTypes() =>
    [
        new("send a picture to who takes text", A2AErrorCode.ContentTypeNotSupported, Operation.Send) { IsFile = true },
        new("stream a picture to who takes text", A2AErrorCode.ContentTypeNotSupported, Operation.Stream) { IsFile = true },
        new("send what is not JSON by its content type", A2AErrorCode.ContentTypeNotSupported, Operation.Send)
        {
            IsCall = false,
            Change = (_, request) => request with { ContentType = "text/plain" },
            Status = wire => Rpc.Contains(wire) ? 415 : null,
        },
        new("an executor that does not take what was sent", A2AErrorCode.ContentTypeNotSupported, Operation.Stream)
        {
            Script = script => script.Execute = (_, _, _) => throw A2AException.ContentTypeNotSupported("text/plain", "verse"),
        },
    ];

    private static ErrorOccasion[] Answers() =>
    [
        // Legacy answers a message before its agent can.
        new("an answer that is no A2A", A2AErrorCode.InvalidAgentResponse, Operation.Send) { Script = AnswerWithoutParts, Except = [Wire.Legacy] },
        new("a stream that is no A2A", A2AErrorCode.InvalidAgentResponse, Operation.Stream) { Script = AnswerWithoutParts },
        new("a cancellation that is no A2A", A2AErrorCode.InvalidAgentResponse, Operation.Cancel)
        {
            Task = TaskState.InputRequired,
            Script = script => script.Cancel = (_, task, cancel) => task.AddArtifactAsync(new Artifact { ArtifactId = "a", Parts = [] }, cancel),
        },
    ];

    private static ErrorOccasion[] Parameters() =>
    [
        .. new[] { Operation.Send, Operation.Stream, Operation.PushSet, Operation.Card }.SelectMany(operation => (ErrorOccasion[])
        [
            new($"{operation} without a required extension", A2AErrorCode.ExtensionSupportRequired, operation) { Card = Requiring },
            new($"{operation} in a version that is not spoken", A2AErrorCode.VersionNotSupported, operation) { Change = (_, request) => request with { Version = "9.9" } },
            new($"{operation} in a version of the query", A2AErrorCode.VersionNotSupported, operation)
            {
                Change = (_, request) => request with { Version = null, Path = request.Path + "?A2A-Version=9.9" },
            },
        ]),
    ];

    private static ErrorOccasion[] Requests() =>
    [
        new("a body that breaks off", A2AErrorCode.ParseError, Operation.Send) { IsCall = false, Change = (_, request) => request with { Body = request.Body![..^3] } },
        new("a name twice in metadata", A2AErrorCode.ParseError, Operation.Send)
        {
            IsCall = false,
            Change = (_, request) => request with { Body = request.Body!.Replace("\"message\":", "\"metadata\":{\"a\":1,\"a\":2},\"message\":", StringComparison.Ordinal) },
        },
        new("no version of JSON-RPC", A2AErrorCode.InvalidRequest, Operation.Send)
        {
            Change = (wire, request) => Rpc.Contains(wire) ? request with { Body = request.Body!.Replace("\"jsonrpc\":\"2.0\",", "", StringComparison.Ordinal) } : null,
        },
        new("a body that is too large", A2AErrorCode.InvalidRequest, Operation.Send)
        {
            IsCall = false,
            Configure = options => options.MaxRequestBytes = 2048,
            Change = (_, request) => request with { Body = request.Body!.Replace("hello", new string('x', 3000), StringComparison.Ordinal) },
            Status = _ => 413,
        },
        new("something that nobody has", A2AErrorCode.MethodNotFound, Operation.Unknown),
        new("a path with another method", A2AErrorCode.MethodNotFound, Operation.Send)
        {
            Change = (wire, request) => Rpc.Contains(wire) ? null : request with { Method = "DELETE", Body = null },
            Status = _ => 405,
        },
        new("no message", A2AErrorCode.InvalidParams, Operation.Send)
        {
            Change = (_, request) => request with { Body = request.Body!.Replace("\"message\":", "\"letter\":", StringComparison.Ordinal) },
            Field = _ => "message",
        },
        new("a text that is a number", A2AErrorCode.InvalidParams, Operation.Stream)
        {
            Change = (_, request) => request with { Body = request.Body!.Replace("\"hello\"", "5", StringComparison.Ordinal) },
            Field = wire => wire == Wire.RestV03 ? "message.content[0].text" : "message.parts[0].text",
        },
        new("a webhook without an address", A2AErrorCode.InvalidParams, Operation.PushSet)
        {
            Task = TaskState.InputRequired,
            Change = (_, request) => request with { Body = request.Body!.Replace(WireCalls.Url, "nonsense", StringComparison.Ordinal) },
            Field = wire => wire switch { Wire.V03 => "pushNotificationConfig.url", Wire.Legacy => "pushNotificationConfig.webhookUrl", _ => "url" },
        },
    ];

    private static ErrorOccasion[] Failures() =>
    [
        new("an agent that throws on canceling", A2AErrorCode.InternalError, Operation.Cancel)
        {
            Task = TaskState.InputRequired,
            Script = script => script.Cancel = (_, _, _) => throw new InvalidDataException("hunter2"),
        },
    ];

    private static void AnswerWithoutParts(AgentScript script) =>
        script.Execute = (_, task, cancel) => task.AddArtifactAsync(new Artifact { ArtifactId = "a", Parts = [] }, cancel);

    private static WireRequest? WithInlineConfig(Wire wire, WireRequest request) => wire switch
    {
        Wire.Legacy => null,
        Wire.V03 => Configured(request, "pushNotificationConfig"),
        Wire.RestV03 => Configured(request, "pushNotification"),
        _ => Configured(request, "taskPushNotificationConfig"),
    };

    private static WireRequest Configured(WireRequest request, string name) => request with
    {
        Body = request.Body!.Replace("\"message\":", $$$"""
            "configuration":{"{{{name}}}":{"url":"{{{WireCalls.Url}}}"}},"message":
            """, StringComparison.Ordinal),
    };
}
