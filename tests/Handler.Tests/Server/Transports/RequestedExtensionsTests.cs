using Handler.Protocol;
using Handler.Server.Transports;
using Microsoft.AspNetCore.Http;

namespace Handler.Tests.Server.Transports;

public sealed class RequestedExtensionsTests
{
    [Fact]
    public void Every_header_and_the_query_are_read_and_each_uri_is_there_once()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Append("a2a-extensions", "urn:one, urn:two");
        request.Headers.Append("A2A-Extensions", "urn:three,,urn:one");
        request.Headers.Append("X-A2A-Extensions", " urn:four ");
        request.QueryString = QueryString.Create("A2A-Extensions", "urn:five");

        var named = RequestedExtensions.Of(request);

        named.Uris.ShouldBe(["urn:one", "urn:two", "urn:three", "urn:four", "urn:five"]);
        named.Names("urn:two").ShouldBeTrue();
        named.Names("urn:TWO").ShouldBeFalse();
    }

    [Fact]
    public void A_request_that_names_none_has_none()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Append("A2A-Extensions", " , ");

        RequestedExtensions.Of(request).Uris.ShouldBeEmpty();
    }

    [Fact]
    public void Those_that_the_card_declares_are_active_and_no_other_version_of_them()
    {
        var card = Cards.Plain with
        {
            Capabilities = new() { Extensions = [new AgentExtension { Uri = "urn:a/v1" }, new AgentExtension(), new AgentExtension { Uri = "urn:b/v1" }] },
        };

        new RequestedExtensions(["urn:b/v1", "urn:a/v2", "urn:other", "urn:a/v1"]).ActivatedOn(card).ShouldBe(["urn:a/v1", "urn:b/v1"]);
        new RequestedExtensions(["urn:a/v1"]).ActivatedOn(Cards.Plain).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SendMessage", "A2A-Extensions")]
    [InlineData("SendStreamingMessage", "A2A-Extensions")]
    [InlineData("message/send", "X-A2A-Extensions")]
    [InlineData("message/stream", "X-A2A-Extensions")]
    public async Task The_answer_names_the_active_ones_in_the_header_that_the_caller_used(string method, string header)
    {
        await using var host = await AgentHost.StartAsync(card: Declaring("urn:ours", "urn:theirs"));
        var sent = method.Contains('/', StringComparison.Ordinal) ? RoutingTests.V03Send : RoutingTests.V1Send;

        using var answer = await host.PostAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{sent}} }""", headers: (header, "urn:unknown, urn:theirs"));

        answer.Headers.GetValues(header).ShouldBe(["urn:theirs"]);
    }

    [Fact]
    public async Task An_answer_to_who_names_none_of_the_cards_names_none()
    {
        await using var host = await AgentHost.StartAsync(card: Declaring("urn:ours"));

        using var answer = await host.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ListTasks"}""", headers: ("A2A-Extensions", "urn:unknown"));

        answer.Headers.Contains("A2A-Extensions").ShouldBeFalse();
    }

    private static AgentCard Declaring(params string[] uris) =>
        Cards.Plain with { Capabilities = new() { Extensions = [.. uris.Select(uri => new AgentExtension { Uri = uri })] } };
}
