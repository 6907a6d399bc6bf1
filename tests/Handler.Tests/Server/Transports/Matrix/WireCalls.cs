namespace Handler.Tests.Server.Transports.Matrix;

/// <summary>Operations as clients of each wire write them.</summary>
internal static class WireCalls
{
    public const string Id = "\"call-1\"";
    public const string Url = "https://hooks.example/";

    /// <summary>The request; null where the wire has no such operation.</summary>
    /// <param name="wire">The wire.</param>
    /// <param name="operation">What is asked.</param>
    /// <param name="task">The task that it is about; null for a message that begins one.</param>
    /// <param name="isFile">Whether the message is a picture and no text.</param>
    public static WireRequest? Of(Wire wire, Operation operation, string? task = null, bool isFile = false) => wire switch
    {
        Wire.V1 => Rpc(V1(operation, task, isFile)),
        Wire.V03 => Rpc(V03(operation, task, isFile)) is { } request ? request with { Version = "0.3" } : null,
        Wire.Legacy => Rpc(Legacy(operation, task, isFile)),
        Wire.RestV03 => operation switch
        {
            Operation.Card => new("GET", "/v1/card"),
            Operation.PushSet => new("POST", $"/v1/tasks/{task}/pushNotificationConfigs", $$"""{"config":{"pushNotificationConfig":{"url":"{{Url}}"} } }"""),
            _ => Rest("/v1", operation, task, $$"""{"message":{"messageId":"{{MessageId(task)}}","role":"ROLE_USER","content":[{{RestV03Part(isFile)}}]{{TaskId(task)}} } }"""),
        },
        _ => Rest("", operation, task, $$"""{"message":{{V1Message(task, isFile)}} }"""),
    };

    /// <summary>A call of JSON-RPC; null without a method.</summary>
    public static WireRequest? Rpc((string Method, string Params)? call) =>
        call is var (method, parameters) ? new("POST", "/", $$"""{"jsonrpc":"2.0","id":{{Id}},"method":"{{method}}","params":{{parameters}} }""") : null;

    private static (string Method, string Params)? V1(Operation operation, string? task, bool isFile) => operation switch
    {
        Operation.Send => ("SendMessage", $$"""{"message":{{V1Message(task, isFile)}} }"""),
        Operation.Stream => ("SendStreamingMessage", $$"""{"message":{{V1Message(task, isFile)}} }"""),
        Operation.Get => ("GetTask", $$"""{"id":"{{task}}"}"""),
        Operation.Cancel => ("CancelTask", $$"""{"id":"{{task}}"}"""),
        Operation.Subscribe => ("SubscribeToTask", $$"""{"id":"{{task}}"}"""),
        Operation.PushSet => ("CreateTaskPushNotificationConfig", $$"""{"taskId":"{{task}}","url":"{{Url}}"}"""),
        Operation.PushGet => ("GetTaskPushNotificationConfig", $$"""{"taskId":"{{task}}","id":"c"}"""),
        Operation.PushList => ("ListTaskPushNotificationConfigs", $$"""{"taskId":"{{task}}"}"""),
        Operation.PushDelete => ("DeleteTaskPushNotificationConfig", $$"""{"taskId":"{{task}}","id":"c"}"""),
        Operation.Card => ("GetExtendedAgentCard", "{}"),
        _ => ("SayMessage", "{}"),
    };

    private static (string Method, string Params)? V03(Operation operation, string? task, bool isFile) => operation switch
    {
        Operation.Send => ("message/send", $$"""{"message":{{V03Message(task, isFile)}} }"""),
        Operation.Stream => ("message/stream", $$"""{"message":{{V03Message(task, isFile)}} }"""),
        Operation.Get => ("tasks/get", $$"""{"id":"{{task}}"}"""),
        Operation.Cancel => ("tasks/cancel", $$"""{"id":"{{task}}"}"""),
        Operation.Subscribe => ("tasks/resubscribe", $$"""{"id":"{{task}}"}"""),
        Operation.PushSet => ("tasks/pushNotificationConfig/set", $$$"""{"taskId":"{{{task}}}","pushNotificationConfig":{"url":"{{{Url}}}"}}"""),
        Operation.PushGet => ("tasks/pushNotificationConfig/get", $$"""{"id":"{{task}}","pushNotificationConfigId":"c"}"""),
        Operation.PushList => ("tasks/pushNotificationConfig/list", $$"""{"id":"{{task}}"}"""),
        Operation.PushDelete => ("tasks/pushNotificationConfig/delete", $$"""{"id":"{{task}}","pushNotificationConfigId":"c"}"""),
        Operation.Card => ("agent/getAuthenticatedExtendedCard", "{}"),
        _ => ("message/say", "{}"),
    };

    private static (string Method, string Params)? Legacy(Operation operation, string? task, bool isFile) => operation switch
    {
        Operation.Send => ("tasks/send", LegacySend(task, isFile)),
        Operation.Stream => ("tasks/sendSubscribe", LegacySend(task, isFile)),
        Operation.Get => ("tasks/get", $$"""{"id":"{{task}}"}"""),
        Operation.Cancel => ("tasks/cancel", $$"""{"id":"{{task}}"}"""),
        Operation.Subscribe => ("tasks/resubscribe", $$"""{"id":"{{task}}"}"""),
        Operation.PushSet => ("tasks/pushNotification/set", $$$"""{"id":"{{{task}}}","pushNotificationConfig":{"webhookUrl":"{{{Url}}}"}}"""),
        Operation.PushGet => ("tasks/pushNotification/get", $$"""{"id":"{{task}}"}"""),
        Operation.PushList => ("tasks/pushNotification/list", "{}"),
        Operation.PushDelete => ("tasks/pushNotification/delete", $$"""{"id":"{{task}}"}"""),
        Operation.Card => null,
        _ => ("tasks/sendNothing", "{}"),
    };

    private static WireRequest? Rest(string prefix, Operation operation, string? task, string message) => operation switch
    {
        Operation.Send => new("POST", $"{prefix}/message:send", message),
        Operation.Stream => new("POST", $"{prefix}/message:stream", message),
        Operation.Get => new("GET", $"{prefix}/tasks/{task}"),
        Operation.Cancel => new("POST", $"{prefix}/tasks/{task}:cancel"),
        Operation.Subscribe => new("GET", $"{prefix}/tasks/{task}:subscribe"),
        Operation.PushSet => new("POST", $"{prefix}/tasks/{task}/pushNotificationConfigs", $$"""{"url":"{{Url}}"}"""),
        Operation.PushGet => new("GET", $"{prefix}/tasks/{task}/pushNotificationConfigs/c"),
        Operation.PushList => new("GET", $"{prefix}/tasks/{task}/pushNotificationConfigs"),
        Operation.PushDelete => new("DELETE", $"{prefix}/tasks/{task}/pushNotificationConfigs/c"),
        Operation.Card => new("GET", $"{prefix}/extendedAgentCard"),
        _ => new("POST", $"{prefix}/message:say", "{}"),
    };

    private static string V1Message(string? task, bool isFile) =>
        $$"""{"messageId":"{{MessageId(task)}}","role":"ROLE_USER","parts":[{{V1Part(isFile)}}]{{TaskId(task)}} }""";

    private static string V03Message(string? task, bool isFile) =>
        $$"""{"kind":"message","messageId":"{{MessageId(task)}}","role":"user","parts":[{{V03Part(isFile)}}]{{TaskId(task)}} }""";

    private static string LegacySend(string? task, bool isFile) =>
        $$$"""{"message":{"role":"user","parts":[{{{V1Part(isFile)}}}]}{{{(task is null ? "" : $",\"id\":\"{task}\"")}}}}""";

    private static string V1Part(bool isFile) => isFile ? """{"raw":"AQID","mediaType":"image/png"}""" : """{"text":"hello"}""";

    private static string V03Part(bool isFile) =>
        isFile ? """{"kind":"file","file":{"bytes":"AQID","mimeType":"image/png"}}""" : """{"kind":"text","text":"hello"}""";

    private static string RestV03Part(bool isFile) => isFile ? """{"file":{"fileWithBytes":"AQID","mimeType":"image/png"}}""" : """{"text":"hello"}""";

    private static string TaskId(string? task) => task is null ? "" : $",\"taskId\":\"{task}\"";

    // The same again would be answered by the task that it made.
    private static string MessageId(string? task) => task is null ? "first" : "next";
}
