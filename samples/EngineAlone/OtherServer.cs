using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Push;

namespace EngineAlone;

/// <summary>
/// Stands for a server of another make: its objects are its own (here plain JSON), its tasks are in its own store (here a dictionary). What it tells
/// it appends to the engine, and what its clients want of push configs it hands on.
/// </summary>
internal sealed class OtherServer(IPushNotifications push, IHostApplicationLifetime host)
{
    private readonly ConcurrentDictionary<string, JsonObject> _tasks = new();

    public static string CardAt(string url) =>
        $$"""
        {"name":"Other agent","description":"An A2A server of another make, whose notifications arrive.","version":"1.0.0",
         "supportedInterfaces":[{"url":"{{url}}/","protocolBinding":"JSONRPC","protocolVersion":"1.0"}],
         "capabilities":{"streaming":false,"pushNotifications":true},"defaultInputModes":["text/plain"],"defaultOutputModes":["text/plain"],
         "skills":[{"id":"main","name":"Other agent","description":"Takes three steps.","tags":["text"]}]}
        """;

    public async Task<JsonObject> AnswerAsync(JsonObject call, CancellationToken cancel)
    {
        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = call["id"]?.DeepClone() };
        try
        {
            answer["result"] = await ResultAsync((string)call["method"]!, call["params"]!.AsObject(), cancel);
        }
        catch (A2AException refused)
        {
            // The engine refuses in the words of the protocol: a webhook that it may not send to, a token that is no header.
            answer["error"] = new JsonObject { ["code"] = (int)refused.Code, ["message"] = refused.Message };
        }

        return answer;
    }

    private Task<JsonNode?> ResultAsync(string method, JsonObject given, CancellationToken cancel) => method switch
    {
        "SendMessage" => SendAsync(given, cancel),
        "GetTask" => Task.FromResult<JsonNode?>(Find((string?)given["id"]).DeepClone()),
        "CreateTaskPushNotificationConfig" => SetAsync(given, cancel),
        "GetTaskPushNotificationConfig" => GetAsync(TaskOf(given), (string)given["id"]!, cancel),
        "ListTaskPushNotificationConfigs" => ListAsync(TaskOf(given), cancel),
        "DeleteTaskPushNotificationConfig" => DeleteAsync(TaskOf(given), (string)given["id"]!, cancel),
        _ => throw new A2AException(A2AErrorCode.MethodNotFound, $"'{method}' is not served here."),
    };

    private async Task<JsonNode?> SendAsync(JsonObject given, CancellationToken cancel)
    {
        var task = new JsonObject { ["id"] = $"{Guid.NewGuid()}", ["contextId"] = $"{Guid.NewGuid()}", ["status"] = new JsonObject { ["state"] = "TASK_STATE_SUBMITTED" } };
        var id = (string)task["id"]!;
        if (given["configuration"]?["taskPushNotificationConfig"] is JsonObject config)
        {
            // Before the first update, so that it misses none.
            config["taskId"] = id;
            await push.SetConfigAsync(Read<TaskPushNotificationConfig>(config), cancel: cancel);
        }

        _tasks[id] = task;
        await push.AppendAsync(id, Read<StreamResponse>(new JsonObject { ["task"] = task.DeepClone() }), cancel: cancel);
        _ = WorkAsync(task, host.ApplicationStopping);
        return new JsonObject { ["task"] = task.DeepClone() };
    }

    private async Task WorkAsync(JsonObject task, CancellationToken stop)
    {
        foreach (var step in Enumerable.Range(1, 3))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), stop); // a model thinks here
            await TellAsync(task, "TASK_STATE_WORKING", $"Step {step} of 3 is done.");
        }

        await TellAsync(task, "TASK_STATE_COMPLETED", "All three steps are done.");
    }

    private async Task TellAsync(JsonObject task, string state, string text)
    {
        var status = new JsonObject
        {
            ["state"] = state,
            ["message"] = new JsonObject { ["messageId"] = $"{Guid.NewGuid()}", ["role"] = "ROLE_AGENT", ["parts"] = new JsonArray(new JsonObject { ["text"] = text }) },
        };
        var update = new JsonObject { ["taskId"] = (string)task["id"]!, ["contextId"] = (string)task["contextId"]!, ["status"] = status };
        _tasks[(string)task["id"]!] = new JsonObject { ["id"] = (string)task["id"]!, ["contextId"] = (string)task["contextId"]!, ["status"] = status.DeepClone() };
        await push.AppendAsync((string)task["id"]!, Read<StreamResponse>(new JsonObject { ["statusUpdate"] = update }));
    }

    private async Task<JsonNode?> SetAsync(JsonObject given, CancellationToken cancel)
    {
        var config = Read<TaskPushNotificationConfig>(given);
        Find(config.TaskId); // which tasks there are, the engine does not know
        return Write(await push.SetConfigAsync(config.Id is null ? config with { Id = $"{Guid.NewGuid()}" } : config, cancel: cancel));
    }

    private async Task<JsonNode?> GetAsync(string taskId, string id, CancellationToken cancel) => Write(await push.GetConfigAsync(taskId, id, cancel: cancel));

    private async Task<JsonNode?> ListAsync(string taskId, CancellationToken cancel) =>
        new JsonObject { ["configs"] = new JsonArray([.. (await push.ListConfigsAsync(taskId, cancel: cancel)).Select(Write)]) };

    private async Task<JsonNode?> DeleteAsync(string taskId, string id, CancellationToken cancel)
    {
        await push.DeleteConfigAsync(taskId, id, cancel: cancel);
        return new JsonObject();
    }

    private string TaskOf(JsonObject given) => (string)Find((string?)given["taskId"])["id"]!;

    private JsonObject Find(string? id) => id is not null && _tasks.TryGetValue(id, out var task) ? task : throw A2AException.TaskNotFound(id ?? "");

    // Where the two meet: the JSON of A2A 1.0.
    private static T Read<T>(JsonNode node) => A2AJson.Read<T>(Encoding.UTF8.GetBytes(node.ToJsonString()));

    private static JsonNode? Write<T>(T value) => JsonNode.Parse(A2AJson.Write(value));
}
