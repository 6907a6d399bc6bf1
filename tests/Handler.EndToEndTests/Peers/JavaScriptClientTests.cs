using System.Text.Json.Nodes;

namespace Handler.EndToEndTests.Peers;

/// <summary>The official JavaScript SDK's client against our agent, in every version and binding of A2A that it speaks without gRPC.</summary>
[Trait("Needs", "parts")]
public sealed class JavaScriptClientTests(PeerFixture agents) : IClassFixture<PeerFixture>
{
    private const string Token = "a-token-of-the-peer";

    private static readonly string[] Events =
        ["task submitted", "status-update working", "artifact-update Result of step 1 of 2", "status-update working", "artifact-update Result of step 2 of 2", "status-update completed"];

    [Theory]
    [InlineData("0.3", "JSONRPC", "0.3.0")]
    [InlineData("0.3", "HTTP+JSON", "0.3.0")]
    [InlineData("1.0-as-0.3", "JSONRPC", "0.3")]
    [InlineData("1.0-as-0.3", "HTTP+JSON", "0.3")]
    [InlineData("1.0", "JSONRPC", "1.0")]
    [InlineData("1.0", "HTTP+JSON", "1.0")]
    public async Task Every_operation_gives_the_client_what_it_asked_for(string sdk, string binding, string version)
    {
        var said = await JavaScript.CallAsync(sdk, binding, agents.Quick, agents.Slow);

        said["card"].ToJsonString().ShouldBe($$"""{"step":"card","name":"Handler development agent","version":"{{version}}","push":true,"streaming":true}""");
        CheckTask(said);
        CheckPushes(said, is03: sdk != "1.0");
        CheckConfigs(said);
        CheckFollowing(said);
        CheckErrors(said, isUntyped: sdk != "1.0" && binding == "JSONRPC");
        CheckList(said, isThere: sdk == "1.0");
    }

    private static void CheckTask(Dictionary<string, JsonNode> said)
    {
        var (sent, read) = (said["send"], said["get"]);
        ((string?)sent["state"]).ShouldBe("completed");
        Texts(sent["artifacts"]).ShouldBe(["Result of step 1 of 2", "Result of step 2 of 2"]);
        Texts(sent["history"]).ShouldBe(["user: A message that waits", "agent: Step 1 of 2", "agent: Step 2 of 2"]);
        read.ToJsonString().Replace("\"get\"", "\"send\"", StringComparison.Ordinal).ShouldBe(sent.ToJsonString());
        said["get without history"]["history"]!.AsArray().ShouldBeEmpty();
        Lines(said["stream"]["events"]).ShouldBe(Events);
        ((string?)said["send at once"]["state"]).ShouldBeOneOf("submitted", "working");
    }

    // A webhook of 0.3 gets the whole task each time, and may miss events that were committed together.
    private static void CheckPushes(Dictionary<string, JsonNode> said, bool is03)
    {
        var pushes = said["pushes"]["pushes"]!.AsArray();
        var lines = Lines(pushes);
        pushes.ShouldAllBe(push => (string?)push!["authorization"] == "Bearer secret" && (string?)push["token"] == Token);
        pushes.ShouldAllBe(push => (string?)push!["version"] == (is03 ? "0.3" : "1.0"));
        pushes.ShouldAllBe(push => (string?)push!["type"] == (is03 ? "application/json" : "application/a2a+json"));
        lines[^1].ShouldBe(is03 ? "task completed" : "status-update completed");
        if (is03)
        {
            lines[..^1].Distinct().ShouldBeSubsetOf(["task submitted", "task working"]);
        }
        else
        {
            lines.ShouldBe(Events);
        }
    }

    private static void CheckConfigs(Dictionary<string, JsonNode> said)
    {
        var inline = said["inline config"]["configs"]!.AsArray().ShouldHaveSingleItem()!;
        var (set, read) = (said["set"]["config"]!, said["read"]["config"]!);
        ((string?)inline["id"], (string?)inline["token"], (string?)inline["scheme"]).ShouldBe(("default", Token, "Bearer"));
        ((string?)set["taskId"], (string?)set["id"], (string?)set["token"], (string?)set["scheme"]).ShouldBe(((string?)said["set"]["task"], "one", Token, "Bearer"));
        ((string)set["url"]!).ShouldEndWith("/hook/one");
        read.ToJsonString().ShouldBe(set.ToJsonString());
        said["list"]["configs"]!.AsArray().Select(config => (string?)config!["id"]).ShouldBe(["one", "two"]);
        said["list after delete"]["configs"]!.AsArray().Select(config => (string?)config!["id"]).ShouldBe(["two"]);
    }

    private static void CheckFollowing(Dictionary<string, JsonNode> said)
    {
        var lines = Lines(said["follow"]["events"]);
        ((string?)said["cancel"]["state"]).ShouldBe("canceled");
        lines[0].ShouldBeOneOf("task submitted", "task working");
        lines[^1].ShouldBe("status-update canceled");
    }

    // Over JSON-RPC of 0.3 the SDK makes one plain error of whatever a stream says.
    private static void CheckErrors(Dictionary<string, JsonNode> said, bool isUntyped)
    {
        ((string?)said["get unknown"]["name"]).ShouldBe("TaskNotFoundError");
        ((string?)said["config of unknown"]["name"]).ShouldBe("TaskNotFoundError");
        ((string?)said["cancel ended"]["name"]).ShouldBe("TaskNotCancelableError");
        var (followed, message) = ((string?)said["follow unknown"]["name"], (string)said["follow unknown"]["message"]!);
        followed.ShouldBe(isUntyped ? "Error" : "TaskNotFoundError");
        message.ShouldContain(isUntyped ? "(Code: -32001)" : "was not found");
    }

    private static void CheckList(Dictionary<string, JsonNode> said, bool isThere)
    {
        said.ContainsKey("tasks").ShouldBe(isThere);
        if (isThere)
        {
            ((string?)said["tasks"]["tasks"]!.AsArray().ShouldHaveSingleItem()!["id"]).ShouldBe((string?)said["send"]["id"]);
            ((int?)said["tasks"]["totalSize"]).ShouldBe(1);
        }
    }

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(text => (string)text!)];

    private static string[] Lines(JsonNode? events) => [.. events!.AsArray().Select(one => $"{one!["kind"]} {one["state"] ?? one["text"]}")];
}
