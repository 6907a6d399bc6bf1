using System.Net;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Server;
using Handler.Server.Storage;
using Microsoft.Extensions.Options;

namespace Handler.Tests.Server.Transports;

public sealed class ApiKeyTests
{
    private const string Ann = "the key of ann";
    private const string Bob = "the key of bob";
    private const string Send = """{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]}}}""";

    [Theory]
    [InlineData("X-API-Key", Ann)]
    [InlineData("x-api-key", Ann)]
    [InlineData("Authorization", $"Bearer {Ann}")]
    [InlineData("Authorization", $"bearer {Ann}")]
    [InlineData("Authorization", $"ApiKey {Ann}")]
    public async Task A_key_opens_the_agent_wherever_it_is_sent(string header, string value)
    {
        await using var host = await StartAsync();

        var response = await host.PostAsync(Send, headers: (header, value));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"result\"");
    }

    [Theory]
    [InlineData("X-API-Key", "", "none came")]
    [InlineData("X-Other", "1", "none came")]
    [InlineData("Authorization", "Bearer", "none came")]
    [InlineData("Authorization", "Basic dGhlIGtleQ==", "none came")]
    [InlineData("Authorization", $"Token {Ann}", "none came")]
    [InlineData("Authorization", Ann, "none came")]
    [InlineData("X-API-Key", "another key", "is not one of this agent's")]
    [InlineData("X-API-Key", "The key of ann", "is not one of this agent's")]
    [InlineData("X-API-Key", Ann + "!", "is not one of this agent's")]
    [InlineData("X-API-Key", "ann", "is not one of this agent's")]
    public async Task Without_a_good_key_the_answer_is_401_as_json_rpc_and_says_what_to_send(string header, string value, string expected)
    {
        await using var host = await StartAsync();

        var response = await host.PostAsync(Send, headers: (header, value));

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.WwwAuthenticate.Select(challenge => challenge.ToString()).ShouldBe(["Bearer realm=\"A2A\"", "ApiKey realm=\"A2A\""]);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        answer["jsonrpc"]!.ToString().ShouldBe("2.0");
        answer.ContainsKey("id").ShouldBeTrue();
        answer["id"].ShouldBeNull();
        ((int)answer["error"]!["code"]!).ShouldBe(-32600);
        var message = answer["error"]!["message"]!.ToString();
        message.ShouldContain(expected);
        message.ShouldEndWith("Send 'X-API-Key: KEY', 'Authorization: Bearer KEY' or 'Authorization: ApiKey KEY'.");
        answer.ToJsonString().ShouldNotContain("the key of");
    }

    [Theory]
    [InlineData(Ann, $"Bearer {Bob}")]
    [InlineData(Ann, "Bearer another key")]
    [InlineData("another key", $"Bearer {Ann}")]
    public async Task Keys_that_contradict_each_other_are_refused(string key, string authorization)
    {
        await using var host = await StartAsync();

        var response = await host.PostAsync(Send, headers: [("X-API-Key", key), ("Authorization", authorization)]);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync()).ShouldContain("they are not all the same caller's");
    }

    [Theory]
    [InlineData($"Bearer {Ann}")]
    [InlineData("Basic cHJveHk6cHJveHk=")]
    public async Task The_same_key_twice_and_a_proxys_credentials_beside_it_do_no_harm(string authorization)
    {
        await using var host = await StartAsync();

        var response = await host.PostAsync(Send, headers: [("X-API-Key", Ann), ("Authorization", authorization)]);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_comes_without_a_key_is_not_read()
    {
        await using var host = await StartAsync(configure: options => options.MaxRequestBytes = 1024);

        var broken = await host.PostAsync("{");
        var large = await host.PostAsync(new string('x', 5000));
        var form = await host.PostAsync("a=b", "application/x-www-form-urlencoded");

        new[] { broken, large, form }.ShouldAllBe(response => response.StatusCode == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_very_long_key_is_a_wrong_one()
    {
        await using var host = await StartAsync();

        var response = await host.PostAsync(Send, headers: ("X-API-Key", string.Concat(Enumerable.Repeat(Ann, 10_000))));

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync()).Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task Streams_need_the_key_too()
    {
        await using var host = await StartAsync();
        var stream = Send.Replace("SendMessage", "SendStreamingMessage");

        var without = await host.PostAsync(stream);
        var with = await host.PostAsync(stream, headers: ("X-API-Key", Ann));

        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        with.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
    }

    [Fact]
    public async Task Two_keys_are_two_callers_who_do_not_see_each_others_tasks()
    {
        await using var host = await StartAsync();
        var sent = JsonNode.Parse(await TextAsync(host, Send, Ann))!;
        var get = $$"""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"{{sent["result"]!["task"]!["id"]}}"} }""";
        const string List = """{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":{}}""";

        (await TextAsync(host, get, Ann)).ShouldContain("\"result\"");
        (await TextAsync(host, get, Bob)).ShouldContain("-32001");
        (await TextAsync(host, List, Ann)).ShouldContain("\"totalSize\":1");
        (await TextAsync(host, List, Bob)).ShouldContain("\"totalSize\":0");
    }

    [Fact]
    public async Task The_card_is_open_and_declares_the_key()
    {
        await using var host = await StartAsync();

        var card = JsonNode.Parse(await host.Client.GetStringAsync(WellKnownPaths.AgentCard))!;

        card["securitySchemes"]!["apiKey"]!["apiKeySecurityScheme"]!.ToJsonString().ShouldBe(
            """{"description":"An API key of this agent","location":"header","name":"X-API-Key"}""");
        card["securitySchemes"]!["bearer"]!["httpAuthSecurityScheme"]!.ToJsonString().ShouldBe(
            """{"description":"The same key as a bearer token","scheme":"Bearer"}""");
        card["securityRequirements"]!.ToJsonString().ShouldBe("""[{"schemes":{"apiKey":{"list":[]}}},{"schemes":{"bearer":{"list":[]}}}]""");
    }

    [Fact]
    public async Task What_the_author_wrote_about_security_stays_in_the_card()
    {
        var card = Cards.Plain with
        {
            SecuritySchemes = new Dictionary<string, SecurityScheme>
            {
                ["bearer"] = SecurityScheme.Of(new HTTPAuthSecurityScheme { Scheme = "Bearer", BearerFormat = "JWT" }),
            },
            SecurityRequirements = [new() { Schemes = new Dictionary<string, StringList> { ["bearer"] = new() { List = ["tasks"] } } }],
        };
        await using var host = await StartAsync(card: card);

        var served = JsonNode.Parse(await host.Client.GetStringAsync(WellKnownPaths.AgentCard))!;

        served["securitySchemes"]!["bearer"]!.ToJsonString().ShouldContain("JWT");
        served["securityRequirements"]!.ToJsonString().ShouldBe("""[{"schemes":{"bearer":{"list":["tasks"]}}},{"schemes":{"apiKey":{"list":[]}}}]""");
    }

    [Fact]
    public async Task An_agent_that_would_let_nobody_in_does_not_start()
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() => AgentHost.StartAsync(add: agent => agent.AddApiKeys(_ => { })));

        error.Message.ShouldContain("keys.Add(\"caller\", key)");
    }

    private static Task<AgentHost> StartAsync(Action<A2AAgentOptions>? configure = null, AgentCard? card = null) =>
        AgentHost.StartAsync(configure: configure, card: card, add: agent => AddTwo(agent));

    private static A2AAgentBuilder AddTwo(A2AAgentBuilder agent) =>
        agent.AddApiKeys(keys => keys.Add("ann", Ann)).AddApiKeys(keys => keys.Add("bob", Bob));

    private static async Task<string> TextAsync(AgentHost host, string body, string key) =>
        await (await host.PostAsync(body, headers: ("X-API-Key", key))).Content.ReadAsStringAsync();
}
