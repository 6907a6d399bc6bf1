using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Handler.Tests.Server.Transports;

public sealed class AgentCardTests
{
    private const string CardPath = "/.well-known/agent-card.json";

    [Fact]
    public async Task The_card_names_the_address_of_the_request_and_what_was_registered()
    {
        await using var host = await AgentHost.StartAsync(path: "/a2a");
        host.Client.BaseAddress = new Uri("https://agents.example:8443");

        var card = await CardAsync(host);

        card["supportedInterfaces"]!.AsArray().Select(offered => $"{offered!["url"]} {offered["protocolBinding"]} {offered["protocolVersion"]}").ShouldBe(
            ["https://agents.example:8443/a2a JSONRPC 1.0", "https://agents.example:8443/a2a HTTP+JSON 1.0"]);
        var capabilities = card["capabilities"]!.AsObject();
        capabilities["extensions"]!.AsArray().ShouldHaveSingleItem()!["uri"]!.ToString().ShouldBe(PushDeliveryExtension.Uri);
        capabilities.Remove("extensions");
        capabilities.ToJsonString().ShouldBe("""{"streaming":true,"pushNotifications":true,"extendedAgentCard":false}""");
        card["name"]!.ToString().ShouldBe("Test agent");
    }

    [Fact]
    public async Task A_public_url_takes_the_place_of_the_requests()
    {
        await using var host = await AgentHost.StartAsync(path: "/a2a", configure: options => options.PublicUrl = new Uri("https://agents.example/invoices/"));

        (await CardAsync(host))["supportedInterfaces"]![0]!["url"]!.ToString().ShouldBe("https://agents.example/invoices/a2a");
    }

    [Theory]
    [InlineData("https://agents.example/", "https://agents.example", "https://agents.example")]
    [InlineData("https://agents.example/invoices", "https://agents.example/invoices/", "https://agents.example/invoices")]
    public async Task No_address_has_a_slash_at_its_end_that_does_not_belong_to_it_for_clients_append_to_it(string publicUrl, string jsonRpc, string rest)
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.PublicUrl = new Uri(publicUrl));

        (await CardAsync(host))["supportedInterfaces"]!.AsArray().Select(offered => offered!["url"]!.ToString()).ShouldBe([jsonRpc, rest]);
    }

    [Fact]
    public async Task Interfaces_of_other_bindings_are_the_authors()
    {
        var card = Cards.Plain with
        {
            SupportedInterfaces =
            [
                new() { Url = "https://elsewhere.example", ProtocolBinding = "HTTP+JSON", ProtocolVersion = "1.0" },
                new() { Url = "agents.example:443", ProtocolBinding = "GRPC", ProtocolVersion = "1.0" },
            ],
        };
        await using var host = await AgentHost.StartAsync(card: card);

        (await CardAsync(host))["supportedInterfaces"]!.AsArray().Select(offered => offered!["url"]!.ToString())
            .ShouldBe(["http://localhost", "http://localhost", "agents.example:443"]);
    }

    [Theory]
    [InlineData(true, "https://agents.example/a2a")]
    [InlineData(false, "http://agents.example/a2a")]
    public async Task What_a_proxy_says_of_the_request_counts_where_the_host_trusts_it(bool trusted, string expected)
    {
        await using var host = await AgentHost.StartAsync(path: "/a2a", use: app =>
            app.UseForwardedHeaders(new() { ForwardedHeaders = trusted ? ForwardedHeaders.XForwardedProto : ForwardedHeaders.None }));
        host.Client.BaseAddress = new Uri("http://agents.example");
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        (await CardAsync(host))["supportedInterfaces"]![0]!["url"]!.ToString().ShouldBe(expected);
    }

    [Fact]
    public async Task Capabilities_follow_the_registration_whatever_the_card_said()
    {
        var card = Cards.Plain with { Capabilities = new AgentCapabilities { PushNotifications = true, Streaming = true } };
        await using var host = await AgentHost.StartAsync(push: false, card: card, configure: options => options.Streaming = false);

        var capabilities = (await CardAsync(host))["capabilities"]!;

        ((bool)capabilities["pushNotifications"]!).ShouldBeFalse();
        ((bool)capabilities["streaming"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Push_that_the_option_turns_off_is_off()
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.PushNotifications = false);

        ((bool)(await CardAsync(host))["capabilities"]!["pushNotifications"]!).ShouldBeFalse();
        (await host.ErrorAsync("ListTaskPushNotificationConfigs", """{"taskId":"t"}""")).Code.ShouldBe(-32003);
    }

    [Fact]
    public async Task Who_has_the_card_is_answered_304()
    {
        await using var host = await AgentHost.StartAsync();
        var first = await host.Client.GetAsync(CardPath);
        var request = new HttpRequestMessage(HttpMethod.Get, CardPath);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        var second = await host.Client.SendAsync(request);

        first.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromMinutes(5));
        first.Content.Headers.LastModified.ShouldNotBeNull();
        first.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("application/json"));
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task The_extended_card_is_answered_where_there_is_one()
    {
        await using var with = await AgentHost.StartAsync(configure: options => options.ExtendedCard = Cards.Plain with { Name = "More" });
        await using var announced = await AgentHost.StartAsync(card: Cards.Plain with { Capabilities = new AgentCapabilities { ExtendedAgentCard = true } });

        (await with.ResultAsync("GetExtendedAgentCard", "{}"))["name"]!.ToString().ShouldBe("More");
        (await announced.ErrorAsync("GetExtendedAgentCard", "{}")).Code.ShouldBe(-32007);
        ((bool)(await CardAsync(with))["capabilities"]!["extendedAgentCard"]!).ShouldBeTrue();
    }

    [Fact]
    public void Mapping_without_an_agent_names_the_line_to_type()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        Should.Throw<InvalidOperationException>(() => app.MapA2A()).Message.ShouldContain("builder.Services.AddA2AAgent<YourAgent>(card);");
    }

    [Fact]
    public void A_card_that_cannot_be_written_is_found_when_it_is_mapped()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(new AgentScript());
        builder.Services.AddA2AAgent<ScriptedAgent>(Cards.Plain with { DefaultInputModes = [] });

        Should.Throw<InvalidOperationException>(() => builder.Build().MapA2A()).Message.ShouldContain("defaultInputModes");
    }

    [Fact]
    public async Task Options_that_break_a_rule_stop_the_start()
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() => AgentHost.StartAsync(configure: options =>
        {
            options.PublicUrl = new Uri("ftp://agents.example/");
            options.AppendWindow = TimeSpan.FromSeconds(11);
            options.MaxRequestBytes = 1;
            options.StreamKeepAlive = TimeSpan.FromMilliseconds(1);
        }));

        error.Failures.Count().ShouldBe(4);
        error.Message.ShouldContain("ftp://agents.example/");
    }

    private static async Task<JsonNode> CardAsync(AgentHost host) => JsonNode.Parse(await host.Client.GetStringAsync(CardPath))!;
}
