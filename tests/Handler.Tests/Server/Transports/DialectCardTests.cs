using System.Net;
using System.Text.Json.Nodes;

namespace Handler.Tests.Server.Transports;

/// <summary>The card where each dialect's clients look for it, in their form.</summary>
public sealed class DialectCardTests
{
    [Theory]
    [InlineData("/.well-known/agent-card.json", null, "supportedInterfaces")]
    [InlineData("/.well-known/agent-card.json", "1.0", "supportedInterfaces")]
    [InlineData("/.well-known/agent-card.json", "0.3", "preferredTransport")]
    [InlineData("/.well-known/agent-card.json", "0.3.0", "preferredTransport")]
    [InlineData("/.well-known/agent.json", null, "preferredTransport")]
    [InlineData("/.well-known/agent.json", "1.0", "preferredTransport")]
    [InlineData("/agentCard", null, "interfaces")]
    public async Task Each_path_has_one_form(string path, string? version, string member)
    {
        await using var host = await AgentHost.StartAsync(path: "/a2a");

        var card = JsonNode.Parse(await (await AskAsync(host, HttpMethod.Get, path, version)).Content.ReadAsStringAsync())!.AsObject();

        string[] told = [.. new[] { "supportedInterfaces", "preferredTransport", "interfaces" }.Where(card.ContainsKey)];
        told.ShouldBe([member]);
        card["name"]!.ToString().ShouldBe("Test agent");
        card.ToJsonString().ShouldContain("/a2a\"");
        card["capabilities"]!["pushNotifications"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("/.well-known/agent-card.json", "0.3")]
    [InlineData("/.well-known/agent.json", null)]
    [InlineData("/agentCard", null)]
    public async Task Each_answers_HEAD_and_knows_what_the_caller_has(string path, string? version)
    {
        await using var host = await AgentHost.StartAsync();

        using var head = await AskAsync(host, HttpMethod.Head, path, version);
        using var again = await AskAsync(host, HttpMethod.Get, path, version, head.Headers.ETag!.ToString());

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(0);
        head.Headers.CacheControl!.Public.ShouldBeTrue();
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/.well-known/agent-card.json", null, "preferredTransport")]
    [InlineData("/.well-known/agent-card.json", "1.0", "supportedInterfaces")]
    [InlineData("/.well-known/agent-card.json", "0.3", "preferredTransport")]
    [InlineData("/agentCard", null, "interfaces")]
    public async Task An_option_gives_the_card_of_0_3_to_who_names_no_version(string path, string? version, string member)
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.V03CardByDefault = true);

        using var answer = await AskAsync(host, HttpMethod.Get, path, version);

        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject().ShouldContainKey(member);
    }

    [Fact]
    public async Task What_the_version_decides_is_told_to_caches()
    {
        await using var host = await AgentHost.StartAsync();

        using var plain = await AskAsync(host, HttpMethod.Get, "/.well-known/agent-card.json", null);
        using var asked = await AskAsync(host, HttpMethod.Get, "/.well-known/agent-card.json", "0.3");

        plain.Headers.Vary.ShouldBe(["A2A-Version"]);
        asked.Headers.Vary.ShouldBe(["A2A-Version"]);
        asked.Headers.ETag.ShouldNotBe(plain.Headers.ETag);
    }

    private static Task<HttpResponseMessage> AskAsync(AgentHost host, HttpMethod method, string path, string? version, string? has = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (version is not null)
        {
            request.Headers.Add("A2A-Version", version);
        }

        if (has is not null)
        {
            request.Headers.Add("If-None-Match", has);
        }

        return host.Client.SendAsync(request);
    }
}
