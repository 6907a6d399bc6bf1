using System.Text.Json.Nodes;

namespace Handler.Tests.Server.Transports.Rest;

/// <summary>The same conversation through both bindings gives the same task.</summary>
public sealed class RestConversationTests
{
    [Fact]
    public async Task Both_bindings_tell_the_same_story()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (request, task, cancel) =>
        {
            await task.AppendAsync("report", request.Text, cancel);
            await (request.Text == "first" ? task.RequireInputAsync("which one?", cancel) : task.CompleteAsync("done", cancel));
        };

        var byRpc = await TellAsync((operation, parameters) => ByRpcAsync(host, operation, parameters));
        var byRest = await TellAsync((operation, parameters) => ByRestAsync(host, operation, parameters));

        byRest.ShouldBe(byRpc);
        byRest.Count.ShouldBe(5);
    }

    /// <summary>A conversation with everything of chance taken out.</summary>
    private static async Task<List<string>> TellAsync(Func<string, JsonObject, Task<JsonNode>> call)
    {
        var first = await call("SendMessage", Message("first", null));
        var id = first["task"]!["id"]!.ToString();
        var config = await call("CreateTaskPushNotificationConfig", new JsonObject { ["taskId"] = id, ["id"] = "c", ["url"] = "https://hooks.example/" });
        var next = await call("SendMessage", Message("next", id));
        var task = await call("GetTask", new JsonObject { ["id"] = id, ["historyLength"] = 2 });
        var configs = await call("ListTaskPushNotificationConfigs", new JsonObject { ["taskId"] = id });
        return [.. new[] { first, config, next, task, configs }.Select(answer => Plain(answer, id, first["task"]!["contextId"]!.ToString()))];
    }

    private static JsonObject Message(string text, string? task) => new()
    {
        ["message"] = new JsonObject
        {
            ["messageId"] = text,
            ["role"] = "ROLE_USER",
            ["taskId"] = task,
            ["parts"] = new JsonArray(new JsonObject { ["text"] = text }),
        },
    };

    private static string Plain(JsonNode answer, string id, string context)
    {
        Forget(answer);
        return answer.ToJsonString().Replace(id, "(task)").Replace(context, "(context)");
    }

    private static void Forget(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            map.Remove("timestamp");
            if (map["role"]?.ToString() == "ROLE_AGENT")
            {
                map.Remove("messageId");
            }
        }

        foreach (var inner in node switch { JsonObject all => all.Select(entry => entry.Value), JsonArray list => list, _ => Enumerable.Empty<JsonNode?>() })
        {
            Forget(inner);
        }
    }

    private static Task<JsonNode> ByRpcAsync(AgentHost host, string operation, JsonObject parameters) => host.ResultAsync(operation, parameters.ToJsonString());

    private static Task<JsonNode> ByRestAsync(AgentHost host, string operation, JsonObject parameters) => operation switch
    {
        "SendMessage" => host.RestAsync("POST", "/message:send", parameters.ToJsonString()),
        "GetTask" => host.RestAsync("GET", $"/tasks/{parameters["id"]}?historyLength={parameters["historyLength"]}"),
        "CreateTaskPushNotificationConfig" => host.RestAsync("POST", $"/tasks/{parameters["taskId"]}/pushNotificationConfigs", parameters.ToJsonString()),
        _ => host.RestAsync("GET", $"/tasks/{parameters["taskId"]}/pushNotificationConfigs"),
    };
}
