using System.Text;
using System.Text.Json.Nodes;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.Legacy;
using Handler.Protocol.V03;

namespace Handler.Tests.Server.Transports.Hostile;

/// <summary>Makes a request of a seed: the same seed, the same request.</summary>
internal sealed class HostileMaker
{
    private const string GoldenTask = "task-abc123-def456";

    // No NUL: servers refuse it in a path before they ask anybody.
    private static readonly string[] Segments =
    [
        "tasks", "message:send", "message:stream", "message:", "extendedAgentCard", "card", "pushNotificationConfigs", "acme", "(task)", "(task):cancel", "(task):subscribe", "no", ":", ":cancel",
        "a:b:c", "%2F", "%3A", "%01", "%FF", "%C3%28", "%ED%A0%80", "%", "%zz", "..", ".", "%2e%2e", "a%2Fb", "%25", "%2500", "+", "*", "", "v1", "{id}", "~", "@", ";a=b",
    ];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

    private static readonly string[] Names =
    [
        "pageSize", "pageToken", "status", "historyLength", "includeArtifacts", "statusTimestampAfter", "contextId", "tenant", "id", "taskId", "A2A-Version", "A2A-Extensions", "page_size", "x", "%00", "",
    ];

    private static readonly string[] Values =
    [
        "", "1", "-1", "0", "101", "x", "true", "TRUE", "TASK_STATE_WORKING", "2026-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-99-99T99:99:99Z", "%00", "%FF", "%ED%A0%80", "1e3",
        "NaN", "%22", "MQ", "MQ%3D%3D", "[]", "2147483648", "1.0", "0.3", "%EF%BB%BF",
    ];

    private readonly Random _random;
    private readonly HostileJson _json;
    private readonly string[] _tasks;

    public HostileMaker(int seed, string[] tasks)
    {
        _random = new Random(seed);
        _json = new HostileJson(_random);
        _tasks = tasks;
    }

    public HostileRequest JsonRpc()
    {
        var body = _random.Next(10) switch
        {
            0 => Noise(),
            1 => Encoding.UTF8.GetBytes(_json.Value()),
            2 => Encoding.UTF8.GetBytes(Envelope(_json.Value(), _json.Value(), _json.Value(5))),
            3 => _json.Scratched(Encoding.UTF8.GetBytes(Call())),
            _ => Encoding.UTF8.GetBytes(Call()),
        };
        return new HostileRequest("POST", Query("/"), body, Headers());
    }

    public HostileRequest Rest()
    {
        var version = _json.Pick("", "", "/v1");
        var (method, route) = _random.Next(4) == 0 ? (_json.Pick(Methods), Any()) : Likely();
        var asked = _random.Next(10) == 0 ? _json.Pick(Methods) : method;
        var path = Filled(version + (_random.Next(8) == 0 ? "/acme" : "") + route);
        return new HostileRequest(asked, Query(path), asked is "POST" or "PUT" or "PATCH" ? RestBody(route, version.Length > 0) : null, Headers());
    }

    private string Call() => _random.Next(3) switch
    {
        0 => Call("v1", _json.Pick([.. A2AMethods.All]), FileOfV1),
        1 => Call("v03", _json.Pick([.. V03Methods.All]), FileOfV03),
        _ => Call("legacy", _json.Pick([.. LegacyMethods.All]), FileOfLegacy),
    };

    private string Call(string folder, string method, Func<string, string> fileOf)
    {
        var parameters = _random.Next(8) == 0 ? _json.Value() : Filled(_json.Broken(folder, _random.Next(5) == 0 ? "*.json" : fileOf(method)));
        return Envelope("\"2.0\"", _random.Next(10) == 0 ? _json.Value() : "1", parameters, JsonValue.Create(method).ToJsonString());
    }

    private string Envelope(string version, string id, string parameters, string? method = null) =>
        $$"""{"jsonrpc":{{version}},"id":{{id}},"method":{{method ?? _json.Value()}},"params":{{parameters}}{{_json.Pick("", "", "", ",\"id\":2", ",\"x\":[]")}} }""";

    private byte[] RestBody(string route, bool isV03)
    {
        var fits = Filled(_json.Broken("v1", _random.Next(8) == 0 ? "*.json" : FileOfRoute(route)));
        var text = isV03 && _random.Next(2) == 0 ? fits.Replace("\"parts\":", "\"content\":", StringComparison.Ordinal) : fits;
        return _random.Next(8) switch
        {
            0 => Noise(),
            1 => Encoding.UTF8.GetBytes(_json.Value()),
            2 => _json.Scratched(Encoding.UTF8.GetBytes(text)),
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    private byte[] Noise()
    {
        var noise = new byte[_random.Next(200)];
        _random.NextBytes(noise);
        return noise;
    }

    /// <summary>With tasks that are there, and without a tenant, now and then.</summary>
    private string Filled(string text) => text
        .Replace(GoldenTask, _json.Pick(_tasks), StringComparison.Ordinal)
        .Replace("(task)", _json.Pick(_tasks), StringComparison.Ordinal)
        .Replace("\"tenant\":\"acme\"", _json.Pick("\"tenant\":\"\"", "\"tenant\":\"acme\""), StringComparison.Ordinal);

    private string Any() => "/" + string.Join('/', _json.Some(5, () => _json.Pick(Segments)));

    private (string Method, string Route) Likely() => _random.Next(9) switch
    {
        0 => ("POST", "/message:send"),
        1 => ("POST", "/message:stream"),
        2 => ("GET", $"/tasks/{_json.Pick(Segments)}"),
        3 => (_json.Pick("GET", "DELETE"), $"/tasks/(task)/pushNotificationConfigs/{_json.Pick(Segments)}"),
        4 => ("POST", "/tasks/(task)/pushNotificationConfigs"),
        5 => ("GET", "/tasks/(task)/pushNotificationConfigs"),
        6 => ("POST", _json.Pick("/tasks/(task):cancel", "/tasks/(task):subscribe")),
        7 => ("GET", _json.Pick("/tasks/(task)", "/tasks/(task):subscribe", "/extendedAgentCard", "/card")),
        _ => ("GET", "/tasks"),
    };

    private string Query(string path)
    {
        var query = _random.Next(3) > 0 ? "" : string.Join('&', _json.Some(4, () => $"{_json.Pick(Names)}={_json.Pick(Values)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    private List<(string Name, string Value)> Headers()
    {
        var headers = new List<(string Name, string Value)> { ("Content-Type", _random.Next(20) > 0 ? "application/json" : _json.Pick("", ";", "application/json; charset=", "application/json; charset=\"", "x/+json", "*/*", "text/json")) };
        foreach (var name in _random.Next(3) > 0 ? [] : _json.Some(3, () => _json.Pick("A2A-Version", "A2A-Extensions", "X-A2A-Extensions", "Accept", "If-None-Match")))
        {
            headers.Add((name, _json.Pick("", ",", "1.0", "0.3", "9", "1.0, 0.3", "urn:a,urn:b", "application/a2a+json", "application/a2a+json;q=x, */*;q=2", "text/event-stream", "\"", "é", "\t", "W/\"x\"")));
        }

        return headers;
    }

    private static string FileOfRoute(string route) =>
        route.StartsWith("/message", StringComparison.Ordinal) ? "send-message-request*"
        : route.EndsWith("Configs", StringComparison.Ordinal) ? "task-push-notification-config*"
        : "cancel-task-request*";

    private static string FileOfV1(string method) => method switch
    {
        A2AMethods.SendMessage or A2AMethods.SendStreamingMessage => "send-message-request*",
        A2AMethods.GetTask => "get-task-request*",
        A2AMethods.ListTasks => "list-tasks-request*",
        A2AMethods.CancelTask => "cancel-task-request*",
        A2AMethods.SubscribeToTask => "subscribe-to-task-request*",
        A2AMethods.CreateTaskPushNotificationConfig => "task-push-notification-config*",
        A2AMethods.GetTaskPushNotificationConfig => "get-task-push-notification-config-request*",
        A2AMethods.ListTaskPushNotificationConfigs => "list-task-push-notification-configs-request*",
        A2AMethods.DeleteTaskPushNotificationConfig => "delete-task-push-notification-config-request*",
        _ => "get-extended-agent-card-request*",
    };

    private static string FileOfV03(string method) => method switch
    {
        V03Methods.MessageSend or V03Methods.MessageStream => "message-send-params*",
        V03Methods.PushNotificationConfigSet => "task-push-notification-config.json",
        V03Methods.PushNotificationConfigGet => "get-task-push-notification-config-params*",
        V03Methods.PushNotificationConfigDelete => "delete-task-push-notification-config-params*",
        V03Methods.TasksGet => "task-query-params*",
        _ => "task-id-params*",
    };

    private static string FileOfLegacy(string method) => method switch
    {
        LegacyMethods.TasksSend or LegacyMethods.TasksSendSubscribe => "task-send-params*",
        LegacyMethods.PushNotificationSet => "set-push-notification-params*",
        _ => "task-id-params*",
    };
}
