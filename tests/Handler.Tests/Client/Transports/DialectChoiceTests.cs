using System.Net;
using System.Text;
using Handler.Client;
using Handler.Protocol;
using Handler.Tests.Protocol;

namespace Handler.Tests.Client.Transports;

/// <summary>Which dialect an agent is called in: what was asked for, else what its card says.</summary>
public sealed class DialectChoiceTests
{
    private const string V03Interface = """{"url":"https://agent.example/old","protocolBinding":"JSONRPC","protocolVersion":"0.3"}""";

    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task A_card_of_0_3_is_called_in_0_3()
    {
        _agent.Answer(Golden("v03/agent-card"));

        using var client = await ConnectAsync();

        (client.Protocol, client.Url).ShouldBe((WireFormat.V03, new Uri("https://routes.example.com/a2a/v1")));
    }

    [Fact]
    public async Task A_card_of_the_legacy_dialect_is_called_in_it()
    {
        _agent.Answer("no", HttpStatusCode.NotFound).Answer("no", HttpStatusCode.NotFound).Answer(Golden("legacy/agent-card"));

        using var client = await ConnectAsync();

        (client.Protocol, client.Url).ShouldBe((WireFormat.Legacy, new Uri("https://agent.example.com/a2a")));
        _agent.Requests.Select(request => request.Url.AbsolutePath).ShouldBe(["/.well-known/agent-card.json", "/.well-known/agent.json", "/agentCard"]);
    }

    [Fact]
    public async Task A_card_of_1_0_that_offers_0_3_alone_is_called_in_0_3()
    {
        _agent.Answer(Cards.Json(V03Interface));

        using var client = await ConnectAsync();

        (client.Protocol, client.Url).ShouldBe((WireFormat.V03, new Uri("https://agent.example/old")));
    }

    [Fact]
    public async Task A_card_that_offers_both_is_called_in_1_0_unless_0_3_is_asked_for()
    {
        var card = Cards.Json($"{V03Interface},{Cards.JsonRpc}");
        _agent.Answer(card).Answer(card);

        using var newest = await ConnectAsync();
        using var asked = await ConnectAsync(WireFormat.V03);

        (newest.Protocol, newest.Url.AbsolutePath).ShouldBe((WireFormat.V1, "/a2a"));
        (asked.Protocol, asked.Url.AbsolutePath).ShouldBe((WireFormat.V03, "/old"));
    }

    [Theory]
    [InlineData(WireFormat.V03)]
    [InlineData(WireFormat.Legacy)]
    public async Task What_is_asked_for_is_spoken_where_the_card_does_not_tell_of_it(WireFormat asked)
    {
        _agent.Answer(Cards.Json());

        using var client = await ConnectAsync(asked);

        (client.Protocol, client.Url).ShouldBe((asked, new Uri("https://agent.example/a2a")));
    }

    [Theory]
    [InlineData(null, "1.0")]
    [InlineData(WireFormat.V1, "1.0")]
    [InlineData(WireFormat.V03, "0.3")]
    [InlineData(WireFormat.Legacy, null)]
    public async Task The_card_is_asked_for_in_the_dialects_version(WireFormat? asked, string? version)
    {
        _agent.Answer(Cards.Json());

        using var client = await ConnectAsync(asked);

        (_agent.Requests[0].Headers.TryGetValues("A2A-Version", out var sent) ? sent.Single() : null).ShouldBe(version);
    }

    [Fact]
    public async Task The_paths_of_the_legacy_dialect_come_first_where_it_is_asked_for()
    {
        _agent.Answer(Golden("legacy/agent-card"));

        using var client = await ConnectAsync(WireFormat.Legacy);

        _agent.Requests.ShouldHaveSingleItem().Url.AbsolutePath.ShouldBe("/agentCard");
    }

    private static string Golden(string name) => Encoding.UTF8.GetString(GoldenFile.Read(name));

    private Task<A2AClient> ConnectAsync(WireFormat? protocol = null) => A2AClient.ConnectAsync(
        "https://agent.example", new A2AClientOptions { HttpClient = new HttpClient(_agent), Protocol = protocol });
}
