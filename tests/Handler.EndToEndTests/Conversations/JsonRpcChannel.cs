using System.Text.Json.Nodes;

namespace Handler.EndToEndTests.Conversations;

/// <summary>One of the three dialects of JSON-RPC.</summary>
internal sealed class JsonRpcChannel(HttpClient http, string url) : Channel(http, url)
{
    public required string Send { get; init; }

    public required string CancelMethod { get; init; }

    public string? Version { get; init; }

    public override async Task<JsonNode> CancelAsync(string task) => await CallAsync(CancelMethod, new JsonObject { ["id"] = task });

    protected override Task<JsonNode> SendAsync(JsonObject parameters) => CallAsync(Send, parameters);

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        var call = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = parameters };
        var answer = await PostAsync(Url + "/", call, Version);
        return answer["result"].ShouldNotBeNull(answer.ToJsonString());
    }
}
