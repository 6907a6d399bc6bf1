using System.Net;
using System.Text;
using Handler.Client;

namespace Handler.Tests.Client;

public sealed class CardTests
{
    private readonly ScriptedAgent _agent = new();

    [Theory]
    [InlineData("https://agent.example", "https://agent.example/.well-known/agent-card.json")]
    [InlineData("https://agent.example/", "https://agent.example/.well-known/agent-card.json")]
    [InlineData("https://agent.example/a/b/", "https://agent.example/a/b/.well-known/agent-card.json")]
    [InlineData("https://agent.example/cards/clock.json", "https://agent.example/cards/clock.json")]
    [InlineData("https://agent.example/.well-known/agent-card.json", "https://agent.example/.well-known/agent-card.json")]
    public async Task The_card_is_looked_for_below_the_url_or_at_it(string url, string expected)
    {
        _agent.Answer(Cards.Json());

        var found = await ResolveAsync(url);

        found.Card.Name.ShouldBe("Clock");
        found.Url.ShouldBe(new Uri(expected));
        var request = _agent.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe(HttpMethod.Get);
        request.Url.ShouldBe(new Uri(expected));
        request.Headers.GetValues("A2A-Version").ShouldBe(["1.0"]);
    }

    [Fact]
    public async Task Below_the_host_comes_after_below_the_path()
    {
        _agent.Answer("no", HttpStatusCode.NotFound).Answer(Cards.Json());

        (await ResolveAsync("https://agent.example/a2a")).Url.ShouldBe(new Uri("https://agent.example/.well-known/agent-card.json"));
    }

    [Fact]
    public async Task A_card_that_is_nowhere_is_told_with_all_that_was_tried()
    {
        for (var missing = 0; missing < 6; missing++)
        {
            _agent.Answer("no", HttpStatusCode.NotFound);
        }

        var fault = await Should.ThrowAsync<A2AClientException>(() => ResolveAsync("https://agent.example/a2a"));

        fault.Failure.ShouldBe(A2AClientFailure.CardNotFound);
        fault.Message.ShouldContain(
            "Tried https://agent.example/a2a/.well-known/agent-card.json, https://agent.example/.well-known/agent-card.json, " +
            "https://agent.example/a2a/.well-known/agent.json, https://agent.example/.well-known/agent.json, " +
            "https://agent.example/a2a/agentCard, https://agent.example/agentCard.");
    }

    [Theory]
    [InlineData("<html>", "this is no A2A 1.0 agent card")]
    [InlineData("{}", "name is required and missing")]
    [InlineData("[]", "must be an object")]
    [InlineData("""{"name":"Old","url":"https://x","protocolVersion":"0.3.0"}""", "this is no A2A 0.3 agent card: version is required and missing")]
    [InlineData("""{"name":"Older","interfaces":[]}""", "this is no A2A legacy agent card: version is required and missing")]
    public async Task What_is_no_card_is_told(string body, string message)
    {
        _agent.Answer(body);

        var fault = await Should.ThrowAsync<A2AClientException>(() => ResolveAsync("https://agent.example"));

        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.Message.ShouldStartWith("Agent card at https://agent.example/.well-known/agent-card.json: ");
        fault.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, A2AClientFailure.Unauthorized)]
    [InlineData(HttpStatusCode.InternalServerError, A2AClientFailure.ProtocolError)]
    public async Task Other_statuses_are_not_taken_for_a_missing_card(HttpStatusCode status, A2AClientFailure failure)
    {
        _agent.Answer("no", status);

        (await Should.ThrowAsync<A2AClientException>(() => ResolveAsync("https://agent.example/a2a"))).Failure.ShouldBe(failure);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_Unreachable()
    {
        _agent.Answer(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));

        (await Should.ThrowAsync<A2AClientException>(() => ResolveAsync("https://agent.example"))).Failure.ShouldBe(A2AClientFailure.Unreachable);
    }

    [Fact]
    public async Task A_url_without_a_scheme_is_refused() =>
        (await Should.ThrowAsync<ArgumentException>(() => ResolveAsync("agent.example"))).Message.ShouldContain("https://");

    [Fact]
    public async Task A_card_is_fetched_as_it_is_right_or_wrong()
    {
        _agent.Answer("<html>");

        var found = await FetchAsync("https://agent.example");

        Encoding.UTF8.GetString(found.Utf8.Span).ShouldBe("<html>");
        found.Url.ShouldBe(new Uri("https://agent.example/.well-known/agent-card.json"));
    }

    [Fact]
    public async Task Where_there_is_no_card_of_today_older_ones_and_the_url_itself_are_tried()
    {
        for (var missing = 0; missing < 6; missing++)
        {
            _agent.Answer("no", HttpStatusCode.NotFound);
        }

        _agent.Answer("{}", mediaType: "application/octet-stream");

        (await FetchAsync("https://agent.example/a")).Url.ShouldBe(new Uri("https://agent.example/a"));

        _agent.Requests.Select(request => request.Url.AbsolutePath).ShouldBe([
            "/a/.well-known/agent-card.json", "/.well-known/agent-card.json", "/a/.well-known/agent.json", "/.well-known/agent.json",
            "/a/agentCard", "/agentCard", "/a"]);
    }

    [Fact]
    public async Task A_page_for_people_at_the_url_itself_is_no_card()
    {
        for (var missing = 0; missing < 3; missing++)
        {
            _agent.Answer("no", HttpStatusCode.NotFound);
        }

        _agent.Answer("<html>", mediaType: "text/html");

        (await Should.ThrowAsync<A2AClientException>(() => FetchAsync("https://agent.example"))).Failure.ShouldBe(A2AClientFailure.CardNotFound);
    }

    [Fact]
    public async Task Connect_takes_the_first_interface_that_fits_and_its_tenant()
    {
        _agent.Answer(Cards.Json(string.Join(',', [
            Cards.Interface("agent.example:50051", "GRPC"),
            Cards.Interface("https://agent.example/old", version: "0.3"),
            Cards.Interface("https://agent.example/first", tenant: "acme"),
            Cards.JsonRpc])));

        using var client = await A2AClient.ConnectAsync("https://agent.example", _agent.Options());

        client.Url.ShouldBe(new Uri("https://agent.example/first"));
        client.Tenant.ShouldBe("acme");
        (await client.GetAgentCardAsync()).Name.ShouldBe("Clock");
        _agent.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task When_no_interface_fits_the_error_names_what_the_card_offers()
    {
        _agent.Answer(Cards.Json($"{Cards.Interface("agent.example:50051", "GRPC")},{Cards.Interface("https://agent.example/new", version: "2.0")}"));

        var fault = await Should.ThrowAsync<A2AClientException>(() => A2AClient.ConnectAsync("https://agent.example", _agent.Options()));

        fault.Failure.ShouldBe(A2AClientFailure.NoUsableInterface);
        fault.Message.ShouldEndWith("it offers GRPC 1.0 at agent.example:50051, JSONRPC 2.0 at https://agent.example/new.");
    }

    [Theory]
    [InlineData("https://other.example/a2a", "https://other.example/a2a")]
    [InlineData("/a2a", "https://agent.example:8443/a2a")]
    [InlineData("a2a", "https://agent.example:8443/.well-known/a2a")]
    [InlineData("http://localhost:9999/a2a", "https://agent.example:8443/a2a")]
    [InlineData("http://127.0.0.1:9999/a2a?x=1", "https://agent.example:8443/a2a?x=1")]
    [InlineData("http://0.0.0.0:9999/", "https://agent.example:8443/")]
    [InlineData("http://[::]:9999/a2a", "https://agent.example:8443/a2a")]
    public Task An_interface_is_called_where_it_can_be_reached(string offered, string called) =>
        CalledAsync("https://agent.example:8443", offered, called);

    [Theory]
    [InlineData("http://localhost:9999/a2a", "http://localhost:9999/a2a")]
    [InlineData("http://0.0.0.0:9999/a2a", "http://127.0.0.1:9999/a2a")]
    [InlineData("https://agent.example/a2a", "https://agent.example/a2a")]
    public Task On_one_machine_its_own_addresses_are_right(string offered, string called) =>
        CalledAsync("http://127.0.0.1:8000", offered, called);

    [Fact]
    public void A_card_given_without_its_url_needs_absolute_interfaces()
    {
        var card = Handler.Protocol.A2AJson.Read<Handler.Protocol.AgentCard>(System.Text.Encoding.UTF8.GetBytes(Cards.Json(Cards.Interface("/a2a"))));

        var fault = Should.Throw<A2AClientException>(() => A2AClient.FromCard(card));

        fault.Url.ShouldBeNull();
        fault.Message.ShouldStartWith("Agent card: the agent 'Clock' offers no interface");
    }

    private async Task CalledAsync(string url, string offered, string called)
    {
        _agent.Answer(Cards.Json(Cards.Interface(offered)));

        using var client = await A2AClient.ConnectAsync(url, _agent.Options());

        client.Url.ShouldBe(new Uri(called));
    }

    private async Task<FetchedAgentCard> FetchAsync(string url)
    {
        using var resolver = new AgentCardResolver(_agent.Options());
        return await resolver.FetchAsync(url);
    }

    private Task<ResolvedAgentCard> ResolveAsync(string url) => new AgentCardResolver(_agent.Options()).ResolveAsync(url);
}
