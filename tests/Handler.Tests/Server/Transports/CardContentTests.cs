using System.Net;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Tests.Server.Transports.Rest;

namespace Handler.Tests.Server.Transports;

/// <summary>What every form of the card says of bindings, capabilities and security, and what caches are told.</summary>
public sealed class CardContentTests
{
    private static readonly AgentCard Secured = Cards.Plain with
    {
        Capabilities = new() { Extensions = [new AgentExtension { Uri = "urn:ours", Required = false }] },
        SecuritySchemes = new Dictionary<string, SecurityScheme>
        {
            ["key"] = SecurityScheme.Of(new APIKeySecurityScheme { Location = "header", Name = "X-API-Key" }),
        },
        SecurityRequirements = [new() { Schemes = new Dictionary<string, StringList> { ["key"] = new() { List = [] } } }],
    };

    [Theory]
    [InlineData("/.well-known/agent-card.json", "supportedInterfaces", "protocolBinding", "securityRequirements")]
    [InlineData("/.well-known/agent.json", "additionalInterfaces", "transport", "security")]
    public async Task Both_bindings_the_capabilities_and_the_ways_to_authenticate_are_told(string path, string interfaces, string binding, string security)
    {
        await using var host = await AgentHost.StartAsync(card: Secured, configure: options => options.ExtendedCard = Secured);

        var card = JsonNode.Parse(await host.Client.GetStringAsync(path))!;

        card[interfaces]!.AsArray().Select(offered => offered![binding]!.ToString()).ShouldBe(["JSONRPC", "HTTP+JSON"]);
        card["capabilities"]!["extensions"]![0]!["uri"]!.ToString().ShouldBe("urn:ours");
        ((bool)card["capabilities"]!["streaming"]!).ShouldBeTrue();
        ((bool)card["capabilities"]!["pushNotifications"]!).ShouldBeTrue();
        ((bool)(card["capabilities"]!["extendedAgentCard"] ?? card["supportsAuthenticatedExtendedCard"])!).ShouldBeTrue();
        card["securitySchemes"]!["key"].ShouldNotBeNull();
        card[security]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("POST", "/", "GetExtendedAgentCard", "supportedInterfaces")]
    [InlineData("POST", "/", "agent/getAuthenticatedExtendedCard", "preferredTransport")]
    [InlineData("GET", "/extendedAgentCard", null, "supportedInterfaces")]
    [InlineData("GET", "/acme/extendedAgentCard", null, "supportedInterfaces")]
    [InlineData("GET", "/v1/card", null, "preferredTransport")]
    public async Task The_extended_card_is_had_by_every_binding_in_the_form_of_the_caller(string method, string path, string? rpc, string member)
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.ExtendedCard = Cards.Plain with { Name = "More" });
        var body = rpc is null ? null : $$"""{"jsonrpc":"2.0","id":1,"method":"{{rpc}}"}""";

        using var response = await host.AskAsync(method, path, body);

        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var card = (answer["result"] ?? answer).AsObject();
        card["name"]!.ToString().ShouldBe("More");
        card.ShouldContainKey(member);
    }

    [Theory]
    [InlineData("/.well-known/agent-card.json")]
    [InlineData("/.well-known/agent.json")]
    [InlineData("/agentCard")]
    public async Task A_cache_asks_by_tag_or_by_date(string path)
    {
        await using var host = await AgentHost.StartAsync();
        using var first = await host.Client.GetAsync(path);

        (await StatusAsync(host, path, ("If-None-Match", first.Headers.ETag!.ToString()))).ShouldBe(HttpStatusCode.NotModified);
        (await StatusAsync(host, path, ("If-None-Match", "\"other\""))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(host, path, ("If-None-Match", "*"))).ShouldBe(HttpStatusCode.NotModified);
        (await StatusAsync(host, path, ("If-Modified-Since", first.Content.Headers.LastModified!.Value.ToString("R")))).ShouldBe(HttpStatusCode.NotModified);
        (await StatusAsync(host, path, ("If-Modified-Since", first.Content.Headers.LastModified!.Value.AddDays(-1).ToString("R")))).ShouldBe(HttpStatusCode.OK);
        // The tag is the better judge of the two (RFC 9110, 13.1.3).
        (await StatusAsync(host, path, ("If-None-Match", "\"other\""), ("If-Modified-Since", first.Content.Headers.LastModified!.Value.ToString("R")))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_card_has_the_same_tag_and_another_host_another()
    {
        await using var host = await AgentHost.StartAsync();

        var tags = new List<string>();
        foreach (var origin in (string[])["http://one.example", "http://one.example", "http://two.example"])
        {
            using var answer = await host.Client.GetAsync(new Uri(origin + "/.well-known/agent-card.json"));
            tags.Add(answer.Headers.ETag!.Tag);
        }

        tags[0].ShouldBe(tags[1]);
        tags[2].ShouldNotBe(tags[0]);
    }

    private static async Task<HttpStatusCode> StatusAsync(AgentHost host, string path, params (string Name, string Value)[] headers)
    {
        using var response = await host.AskAsync("GET", path, headers: headers);
        return response.StatusCode;
    }
}
