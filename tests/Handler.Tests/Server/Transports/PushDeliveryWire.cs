using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Tests.Server.Transports.Rest;

namespace Handler.Tests.Server.Transports;

/// <summary>Sets and reads configs in one version and binding, with the extension named or without.</summary>
internal sealed class PushDeliveryWire(AgentHost host, string wire)
{
    public const string V1JsonRpc = "1.0 JSON-RPC";
    public const string V1Rest = "1.0 REST";
    public const string V03JsonRpc = "0.3 JSON-RPC";
    public const string V03Rest = "0.3 REST";

    private const string Text = """{"kind":"text","text":"hello"}""";

    /// <summary>Who calls; nobody when empty.</summary>
    public string User { get; init; } = "";

    /// <summary>Sets a config of a task; the config as it comes back.</summary>
    public async Task<JsonObject> SetAsync(string task, string filter, bool named = true, string url = "https://hooks.example/a") => wire switch
    {
        V1JsonRpc => await RpcAsync("CreateTaskPushNotificationConfig", $$"""{"taskId":"{{task}}",{{ConfigOf(filter, url)[1..]}}""", named),
        V03JsonRpc => await RpcAsync("tasks/pushNotificationConfig/set", $$"""{"taskId":"{{task}}","pushNotificationConfig":{{ConfigOf(filter, url)}} }""", named),
        V1Rest => await RestAsync("POST", $"/tasks/{task}/pushNotificationConfigs", ConfigOf(filter, url), named),
        _ => await RestAsync("POST", $"/v1/tasks/{task}/pushNotificationConfigs", $$"""{"config":{"pushNotificationConfig":{{ConfigOf(filter, url)}} } }""", named),
    };

    /// <summary>Reads the config; null where it is not found.</summary>
    public async Task<JsonObject> GetAsync(string task, bool named = true) => wire switch
    {
        V1JsonRpc => await RpcAsync("GetTaskPushNotificationConfig", $$"""{"taskId":"{{task}}","id":"c"}""", named),
        V03JsonRpc => await RpcAsync("tasks/pushNotificationConfig/get", $$"""{"id":"{{task}}","pushNotificationConfigId":"c"}""", named),
        V1Rest => await RestAsync("GET", $"/tasks/{task}/pushNotificationConfigs/c", null, named),
        _ => await RestAsync("GET", $"/v1/tasks/{task}/pushNotificationConfigs/c", null, named),
    };

    /// <summary>Reads it as the only one of a list.</summary>
    public async Task<JsonObject> ListedAsync(string task, bool named = true) => wire switch
    {
        V1JsonRpc => await RpcAsync("ListTaskPushNotificationConfigs", $$"""{"taskId":"{{task}}"}""", named),
        V03JsonRpc => await RpcAsync("tasks/pushNotificationConfig/list", $$"""{"id":"{{task}}"}""", named),
        V1Rest => await RestAsync("GET", $"/tasks/{task}/pushNotificationConfigs", null, named),
        _ => await RestAsync("GET", $"/v1/tasks/{task}/pushNotificationConfigs", null, named),
    };

    /// <summary>Sends a message with an inline config; the answer.</summary>
    public async Task<JsonObject> SendAsync(string filter, bool named = true) => wire switch
    {
        V1JsonRpc => await RpcAsync("SendMessage", V1Message("taskPushNotificationConfig", filter), named),
        V1Rest => await RestAsync("POST", "/message:send", V1Message("taskPushNotificationConfig", filter), named),
        V03JsonRpc => await RpcAsync(
            "message/send",
            $$$"""{"message":{"kind":"message","messageId":"m","role":"user","parts":[{{{Text}}}]},"configuration":{"pushNotificationConfig":{{{ConfigOf(filter)}}} }}""",
            named),
        _ => await RestAsync(
            "POST",
            "/v1/message:send",
            $$$"""{"message":{"messageId":"m","role":"ROLE_USER","content":[{"text":"hello"}]},"configuration":{"blocking":true,"pushNotification":{{{ConfigOf(filter)}}} }}""",
            named),
    };

    /// <summary>What the answer to a set is, when it is an error: its message.</summary>
    public async Task<string> RefusedAsync(Func<PushDeliveryWire, Task<JsonObject>> call)
    {
        var answer = await call(this);
        return (answer["error"]?["message"] ?? answer["message"] ?? "not refused")!.ToString();
    }

    private static string V1Message(string name, string filter) =>
        $$$"""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hello"}]},"configuration":{"{{{name}}}":{{{ConfigOf(filter)}}} }}""";

    private static string ConfigOf(string filter, string url = "https://hooks.example/a") =>
        $$"""{"id":"c","url":"{{url}}"{{(filter.Length == 0 ? "" : $",\"eventFilter\":{filter}")}} }""";

    private async Task<JsonObject> RpcAsync(string method, string parameters, bool named)
    {
        using var response = await host.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}} }""", headers: HeadersOf(named));
        return Inner(JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private async Task<JsonObject> RestAsync(string method, string path, string? body, bool named)
    {
        using var response = await host.AskAsync(method, path, body, headers: HeadersOf(named));
        return Inner(JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private (string, string)[] HeadersOf(bool named)
    {
        var header = wire is V1JsonRpc or V1Rest ? "A2A-Extensions" : "X-A2A-Extensions";
        return [(Users.Header, User), .. named ? [(header, PushDeliveryExtension.Uri)] : Array.Empty<(string, string)>()];
    }

    // The config, wherever the version and the operation have it.
    private static JsonObject Inner(JsonNode answer)
    {
        var result = answer is JsonObject { } map && map["result"] is { } inner ? inner : answer;
        result = result is JsonObject list && list["configs"] is JsonArray configs ? configs : result;
        result = result is JsonArray { Count: 1 } only ? only[0]! : result;
        return (result["pushNotificationConfig"] ?? result).AsObject();
    }
}
