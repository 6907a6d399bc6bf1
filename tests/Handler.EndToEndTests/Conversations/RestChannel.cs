using System.Text.Json.Nodes;

namespace Handler.EndToEndTests.Conversations;

/// <summary>REST, of 1.0 or of 0.3.</summary>
internal sealed class RestChannel(HttpClient http, string url) : Channel(http, url)
{
    public override Task<JsonNode> CancelAsync(string task) => PostAsync($"{Url}/tasks/{task}:cancel", []);

    protected override Task<JsonNode> SendAsync(JsonObject parameters) => PostAsync(Url + "/message:send", parameters);
}
