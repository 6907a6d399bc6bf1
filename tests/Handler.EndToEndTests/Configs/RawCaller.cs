using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;

namespace Handler.EndToEndTests.Configs;

/// <summary>Posts JSON-RPC as curl would: text in, text out, nothing of Handler's between.</summary>
internal sealed class RawCaller(HandlerAgent agent) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <summary>The whole answer to a call with these params.</summary>
    public async Task<JsonNode> CallAsync(string method, string parameters, string? version = null)
    {
        var body = $$"""{"jsonrpc":"2.0","id":7,"method":"{{method}}","params":{{parameters}}}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, agent.Url + "/") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
        {
            request.Headers.Add(ServiceParameters.Version, version);
        }

        using var answer = await _http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        ((string?)json["jsonrpc"]).ShouldBe("2.0");
        ((int?)json["id"]).ShouldBe(7);
        return json;
    }

    /// <summary>The result of a call that is to succeed.</summary>
    public async Task<JsonNode> ResultAsync(string method, string parameters, string? version = null)
    {
        var answer = await CallAsync(method, parameters, version);
        answer["error"].ShouldBeNull($"{method} {parameters}\n{answer}");
        return answer["result"].ShouldNotBeNull();
    }

    /// <summary>Checks that a call is refused, with this code and a message that says this.</summary>
    public async Task<JsonNode> RefusedAsync(string method, string parameters, int code, string message)
    {
        var answer = await CallAsync(method, parameters);
        answer["result"].ShouldBeNull($"{method} {parameters}");
        ((int?)answer["error"]?["code"]).ShouldBe(code, answer.ToString());
        ((string?)answer["error"]!["message"])!.ShouldContain(message);
        return answer["error"]!;
    }

    public void Dispose() => _http.Dispose();
}
