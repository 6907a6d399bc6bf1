using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Handler.EndToEndTests.Conversations;

/// <summary>A client of one dialect over one binding, by raw JSON and nothing of Handler's.</summary>
internal abstract class Channel(HttpClient http, string url)
{
    public static IReadOnlyList<string> Names { get; } = ["JSON-RPC 1.0", "JSON-RPC 0.3", "JSON-RPC legacy", "REST 1.0", "REST 0.3"];

    public static Channel Of(string name, HttpClient http, string url) => name switch
    {
        "JSON-RPC 1.0" => new JsonRpcChannel(http, url) { Send = "SendMessage", CancelMethod = "CancelTask", ToMessage = Message1, TaskIn = result => result["task"]! },
        "JSON-RPC 0.3" => new JsonRpcChannel(http, url) { Send = "message/send", CancelMethod = "tasks/cancel", Version = "0.3", ToMessage = Message03, ToConfiguration = Blocking03 },
        "JSON-RPC legacy" => new JsonRpcChannel(http, url) { Send = "tasks/send", CancelMethod = "tasks/cancel", ToMessage = MessageLegacy, ToConfiguration = null, NamesTask = "id" },
        "REST 1.0" => new RestChannel(http, url) { ToMessage = Message1, TaskIn = result => result["task"]! },
        "REST 0.3" => new RestChannel(http, url + "/v1") { ToMessage = MessageRest03, ToConfiguration = Blocking03, TaskIn = result => result["task"]! },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such channel."),
    };

    /// <summary>A message as this dialect writes it: its id and its text.</summary>
    public required Func<string, string, JsonObject> ToMessage { get; init; }

    /// <summary>How it asks to wait for the answer or not; null where it cannot.</summary>
    public Func<bool, JsonObject>? ToConfiguration { get; init; } = blocks => new JsonObject { ["returnImmediately"] = !blocks };

    public Func<JsonNode, JsonNode> TaskIn { get; init; } = result => result;

    /// <summary>Where in the params the task to go on with is named; null = in the message.</summary>
    public string? NamesTask { get; init; }

    protected HttpClient Http => http;

    protected string Url => url;

    /// <summary>Sends a text that begins a task, or goes on with one.</summary>
    /// <returns>The task, in this dialect.</returns>
    public async Task<JsonNode> SendAsync(string text, string? task = null, bool blocks = true, string? messageId = null, string? context = null)
    {
        var message = ToMessage(messageId ?? Guid.NewGuid().ToString("n"), text);
        if (context is not null)
        {
            message["contextId"] = context;
        }

        var parameters = new JsonObject { ["message"] = message };
        (NamesTask is null ? message : parameters)[NamesTask ?? "taskId"] = task;
        if (ToConfiguration is not null)
        {
            parameters["configuration"] = ToConfiguration(blocks);
        }

        return TaskIn(await SendAsync(parameters));
    }

    public abstract Task<JsonNode> CancelAsync(string task);

    protected abstract Task<JsonNode> SendAsync(JsonObject parameters);

    protected async Task<JsonNode> PostAsync(string address, JsonObject body, string? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (version is not null)
        {
            request.Headers.Add("A2A-Version", version);
        }

        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    private static JsonObject Blocking03(bool blocks) => new() { ["blocking"] = blocks };

    private static JsonObject Message1(string id, string text) => new()
    {
        ["messageId"] = id,
        ["role"] = "ROLE_USER",
        ["parts"] = new JsonArray(new JsonObject { ["text"] = text }, new JsonObject { ["data"] = Data() }),
        ["metadata"] = Data(),
    };

    private static JsonObject Message03(string id, string text) => new()
    {
        ["kind"] = "message",
        ["messageId"] = id,
        ["role"] = "user",
        ["parts"] = new JsonArray(new JsonObject { ["kind"] = "text", ["text"] = text }, new JsonObject { ["kind"] = "data", ["data"] = Data() }),
        ["metadata"] = Data(),
    };

    private static JsonObject MessageLegacy(string id, string text) => new()
    {
        ["messageId"] = id,
        ["role"] = "user",
        ["parts"] = new JsonArray(new JsonObject { ["text"] = text }, new JsonObject { ["data"] = Data() }),
        ["metadata"] = Data(),
    };

    private static JsonObject MessageRest03(string id, string text) => new()
    {
        ["messageId"] = id,
        ["role"] = "ROLE_USER",
        ["content"] = new JsonArray(new JsonObject { ["text"] = text }, new JsonObject { ["data"] = new JsonObject { ["data"] = Data() } }),
        ["metadata"] = Data(),
    };

    private static JsonObject Data() => new() { ["order"] = 7, ["lines"] = new JsonArray("a", "b") };
}
