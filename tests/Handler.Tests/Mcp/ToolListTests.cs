using System.Text.Json.Nodes;
using Handler.Tests.Architecture;
using Handler.Tests.Cli;
using Handler.Tests.Protocol;

namespace Handler.Tests.Mcp;

public sealed class ToolListTests
{
    private static readonly string[] Names =
    [
        "validate_agent_card", "get_agent_card", "send_message", "get_task", "cancel_task", "set_task_notification", "get_task_notification",
        "list_sessions", "get_session_info", "clear_session_data", "set_agent_credentials", "clear_agent_credentials",
    ];

    /// <summary>After a change that is meant, run once with <c>ACCEPT_MCP_TOOLS=1</c> and commit what it wrote.</summary>
    [Fact]
    public async Task Tools_are_listed_as_accepted()
    {
        var path = Path.Combine(Repository.Root, "tests", "Handler.Tests", "Mcp", "tools.json");
        var listed = CanonicalJson.Of((await ListAsync()).ToJsonString());
        if (Environment.GetEnvironmentVariable("ACCEPT_MCP_TOOLS") == "1")
        {
            await File.WriteAllTextAsync(path, listed + "\n");
        }

        listed.ShouldBe((await File.ReadAllTextAsync(path)).TrimEnd());
    }

    [Fact]
    public async Task There_are_twelve_and_each_is_described()
    {
        var tools = await ListAsync();

        tools.Select(tool => (string?)tool!["name"]).ShouldBe(Names, ignoreOrder: true);
        foreach (var tool in tools)
        {
            var name = (string)tool!["name"]!;
            ((string?)tool["title"]).ShouldNotBeNullOrEmpty(name);
            ((string?)tool["description"])!.Length.ShouldBeGreaterThan(40, name);
            ((string?)tool["annotations"]!["title"]).ShouldNotBeNullOrEmpty(name);
            ((string?)tool["inputSchema"]!["type"]).ShouldBe("object", name);
            ((string?)tool["outputSchema"]!["type"]).ShouldBe("object", name);
            ((bool?)tool["inputSchema"]!["additionalProperties"]).ShouldBe(false, name);
        }
    }

    [Theory]
    [InlineData("validate_agent_card", "source", "from_file")]
    [InlineData("get_agent_card", "agent_url", "")]
    [InlineData("send_message", "agent_url,message", "context_id,task_id,use_session,push_url,push_token,wait_seconds,bearer_token,api_key")]
    [InlineData("get_task", "agent_url,task_id", "history_length,bearer_token,api_key")]
    [InlineData("cancel_task", "agent_url,task_id", "bearer_token,api_key")]
    [InlineData("set_task_notification", "agent_url,task_id,webhook_url", "webhook_token,bearer_token,api_key")]
    [InlineData("get_task_notification", "agent_url,task_id", "config_id,bearer_token,api_key")]
    [InlineData("list_sessions", "", "")]
    [InlineData("get_session_info", "agent_url", "")]
    [InlineData("clear_session_data", "", "agent_url")]
    [InlineData("set_agent_credentials", "agent_url", "bearer_token,api_key")]
    [InlineData("clear_agent_credentials", "agent_url", "")]
    public async Task Parameters_are_the_ones_that_clients_know(string name, string required, string optional)
    {
        var schema = (await ListAsync()).Single(tool => (string?)tool!["name"] == name)!["inputSchema"]!;

        var properties = schema["properties"] as JsonObject ?? [];
        var needed = (schema["required"] as JsonArray ?? []).Select(one => (string)one!).ToList();
        needed.ShouldBe(required.Split(',', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
        properties.Select(one => one.Key).Except(needed).ShouldBe(optional.Split(',', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
        properties.ShouldAllBe(one => one.Value!["type"]!.GetValueKind() == System.Text.Json.JsonValueKind.String && one.Value["description"] != null);
    }

    [Fact]
    public async Task Server_says_who_it_is_and_how_the_tools_go_together()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        ((string?)session.Server["serverInfo"]!["name"]).ShouldBe("handler");
        ((string?)session.Server["serverInfo"]!["version"]).ShouldBe("1.2.3");
        var instructions = (string)session.Server["instructions"]!;
        Names.Except(["validate_agent_card", "get_task_notification", "list_sessions", "get_session_info", "clear_session_data", "clear_agent_credentials"])
            .ShouldAllBe(name => instructions.Contains(name));
    }

    [Fact]
    public async Task A_tool_that_is_not_there_is_an_error_of_the_protocol()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        var answer = await session.AskAsync("tools/call", """{"name":"send_mail","arguments":{}}""");

        answer["error"].ShouldNotBeNull();
    }

    private static async Task<JsonArray> ListAsync()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());
        return (await session.AskAsync("tools/list", "{}"))["result"]!["tools"]!.AsArray();
    }
}
