using System.Text.Json.Nodes;
using Handler.EndToEndTests.Configs;
using Handler.EndToEndTests.Processes;
using Handler.TestKit;

namespace Handler.EndToEndTests.Dialects;

/// <summary>
/// A client of one dialect, by raw JSON and nothing of Handler's: what it sends, and what it must get. Every answer is held to the dialect's own shapes.
/// </summary>
internal sealed class Dialect
{
    public static readonly Dialect V1 = new()
    {
        Name = "1.0",
        SendMethod = "SendMessage",
        ToSend = (text, task) => $$$"""{"message":{"messageId":"{{{NewId()}}}","role":"ROLE_USER","parts":[{"text":"{{{text}}}"}]{{{TaskIn(task)}}}},"configuration":{"returnImmediately":true}}""",
        TaskOf = result => result["task"]!,
        GetMethod = "GetTask",
        SetMethod = "CreateTaskPushNotificationConfig",
        ToSet = (task, id, url, more) => $$"""{"taskId":"{{task}}","id":"{{id}}","url":"{{url}}"{{more}}}""",
        ConfigOf = (task, id, url) => $$"""{"id":"{{id}}","taskId":"{{task}}","url":"{{url}}"}""",
        ListMethod = "ListTaskPushNotificationConfigs",
        ToList = task => $$"""{"taskId":"{{task}}"}""",
        ConfigsIn = (result, _) => result["configs"]!.AsArray(),
        ContentType = "application/a2a+json",
        VersionHeader = "1.0",
        Tell = body => body["task"] is { } task ? $"task {DialectShape.StateOf(task)}"
            : body["statusUpdate"] is { } status ? $"status {DialectShape.StateOf(status)}"
            : body["artifactUpdate"] is not null ? "artifact" : "message",
    };

    public static readonly Dialect V03 = new()
    {
        Name = "0.3",
        SendMethod = "message/send",
        ToSend = (text, task) => $$$"""{"message":{"kind":"message","messageId":"{{{NewId()}}}","role":"user","parts":[{"kind":"text","text":"{{{text}}}"}]{{{TaskIn(task)}}}},"configuration":{"blocking":false}}""",
        GetMethod = "tasks/get",
        Version = "0.3",
        SetMethod = "tasks/pushNotificationConfig/set",
        ToSet = (task, id, url, more) => $$$"""{"taskId":"{{{task}}}","pushNotificationConfig":{"id":"{{{id}}}","url":"{{{url}}}"{{{more}}}}}""",
        ConfigOf = (task, id, url) => $$$"""{"taskId":"{{{task}}}","pushNotificationConfig":{"id":"{{{id}}}","url":"{{{url}}}"}}""",
        ListMethod = "tasks/pushNotificationConfig/list",
        ContentType = "application/json",
        VersionHeader = "0.3",
        Tell = body => $"{body["kind"]} {DialectShape.StateOf(body)}",
    };

    public static readonly Dialect Legacy = new()
    {
        Name = "legacy",
        SendMethod = "tasks/send",
        ToSend = (text, task) => $$$"""{{{{(task is null ? "" : $"\"id\":\"{task}\",")}}}"message":{"role":"user","parts":[{"text":"{{{text}}}"}]}}""",
        GetMethod = "tasks/get",
        SetMethod = "tasks/pushNotification/set",
        ToSet = (task, id, url, more) => $$$"""{"id":"{{{task}}}","config":{"id":"{{{id}}}","webhookUrl":"{{{url}}}"{{{more}}}}}""",
        ConfigOf = (task, id, url) =>
            $$$"""{"id":"{{{task}}}","pushNotificationConfig":{"id":"{{{id}}}","taskId":"{{{task}}}","webhookUrl":"{{{url}}}","eventTypes":[]}}""",
        ListMethod = "tasks/pushNotification/list",
        ToList = _ => "{}",
        ConfigsIn = (result, task) => result.AsArray().Where(entry => (string?)entry!["id"] == task),
        ContentType = "application/json",
        Tell = body => (string?)body["type"] switch
        {
            "TaskStatusUpdateEvent" => $"status {DialectShape.StateOf(body)}",
            "TaskArtifactUpdateEvent" => "artifact",
            _ => "message",
        },
    };

    public static IReadOnlyList<Dialect> All { get; } = [V1, V03, Legacy];

    public required string Name { get; init; }

    /// <summary>The <c>Content-Type</c> of its notifications.</summary>
    public required string ContentType { get; init; }

    /// <summary>The <c>A2A-Version</c> of its notifications; null = none.</summary>
    public string? VersionHeader { get; init; }

    /// <summary>One line for a notification: what it is, and its state in the terms of 1.0 without the prefix.</summary>
    public required Func<JsonNode, string> Tell { get; init; }

    public required string SendMethod { get; init; }

    public required Func<string, string?, string> ToSend { get; init; }

    private Func<JsonNode, JsonNode> TaskOf { get; init; } = result => result;

    public required string GetMethod { get; init; }

    private string? Version { get; init; }

    public required string SetMethod { get; init; }

    public required Func<string, string, string, string, string> ToSet { get; init; }

    public required Func<string, string, string, string> ConfigOf { get; init; }

    public required string ListMethod { get; init; }

    private Func<string, string> ToList { get; init; } = task => $$"""{"id":"{{task}}"}""";

    private Func<JsonNode, string, IEnumerable<JsonNode?>> ConfigsIn { get; init; } = (result, _) => result.AsArray();

    public static Dialect Of(string name) => All.Single(dialect => dialect.Name == name);

    /// <summary>Sends a text that begins a task or goes on with one; the task's id.</summary>
    public async Task<string> SendAsync(RawCaller raw, string text, string? task = null)
    {
        var answer = TaskOf(await raw.ResultAsync(SendMethod, ToSend(text, task), Version));
        DialectShape.ShouldBeOf(this, answer);
        return (string)answer["id"]!;
    }

    /// <summary>The task as this client reads it; <paramref name="as"/> names the dialect of the answer where it is another.</summary>
    public async Task<JsonNode> GetAsync(RawCaller raw, string task, Dialect? @as = null)
    {
        var answer = await raw.ResultAsync(GetMethod, $$"""{"id":"{{task}}"}""", Version);
        DialectShape.ShouldBeOf(@as ?? this, answer);
        ((string?)answer["id"]).ShouldBe(task);
        return answer;
    }

    /// <summary>Sets a webhook.</summary>
    /// <param name="raw">The caller.</param>
    /// <param name="task">The task.</param>
    /// <param name="id">The config's id.</param>
    /// <param name="url">The webhook.</param>
    /// <param name="more">Further members of the config, with the comma before them; the answer is then for the caller to check.</param>
    public async Task<JsonNode> SetAsync(RawCaller raw, string task, string id, Uri url, string more = "")
    {
        var answer = await raw.ResultAsync(SetMethod, ToSet(task, id, url.ToString(), more), Version);
        if (more.Length == 0)
        {
            answer.ToJsonString().ShouldBe(ConfigOf(task, id, url.ToString()));
        }

        return answer;
    }

    /// <summary>Checks that the task has one webhook, told in this dialect's form.</summary>
    public async Task ShouldListAsync(RawCaller raw, string task, string id, Uri url)
    {
        var configs = ConfigsIn(await raw.ResultAsync(ListMethod, ToList(task), Version), task);
        configs.ShouldHaveSingleItem()!.ToJsonString().ShouldBe(ConfigOf(task, id, url.ToString()));
    }

    /// <summary>Waits until the webhook has been told the end of the task.</summary>
    public Task EndedAsync(TestWebhook webhook, HandlerAgent agent, string? path = null) => Eventually.HoldsAsync(
        () => Told(webhook, path) is [.., var last] && last.EndsWith(" completed", StringComparison.Ordinal),
        () => $"{Name}: the end was not told, but {string.Join(", ", Told(webhook, path))}.\n{agent.Story}");

    /// <summary>What a webhook of this dialect was told, line by line.</summary>
    public IReadOnlyList<string> Told(TestWebhook webhook, string? path = null) =>
        [.. At(webhook, path).Select(arrival => Tell(JsonNode.Parse(arrival.Text)!))];

    /// <summary>What came to a path of the webhook.</summary>
    public static IReadOnlyList<WebhookArrival> At(TestWebhook webhook, string? path = null) =>
        [.. webhook.Arrivals.Where(arrival => path is null || arrival.Path == path)];

    public override string ToString() => Name;

    private static string NewId() => Guid.NewGuid().ToString("n");

    private static string TaskIn(string? task) => task is null ? "" : $",\"taskId\":\"{task}\"";
}
