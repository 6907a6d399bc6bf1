using System.Net;
using System.Text.Json.Nodes;
using Handler.Server;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server.Transports.Rest;

/// <summary>Callers who are not let in, in the form of the binding.</summary>
public sealed class RestAuthorizationTests
{
    private const string Key = "the key of ann";

    [Theory]
    [InlineData("GET", "/tasks")]
    [InlineData("POST", "/message:send")]
    [InlineData("POST", "/acme/message:stream")]
    [InlineData("GET", "/tasks/t/pushNotificationConfigs/c")]
    [InlineData("GET", "/extendedAgentCard")]
    [InlineData("PUT", "/tasks/what/ever")]
    public async Task Without_a_key_every_route_is_401_and_says_what_to_send(string method, string path)
    {
        await using var host = await StartAsync();

        using var response = await host.AskAsync(method, path, method == "POST" ? "{" : null);

        response.Headers.WwwAuthenticate.ShouldNotBeEmpty();
        var error = await RestCaller.ErrorOfAsync(response);
        error.Told().ShouldBe((401, "UNAUTHENTICATED", "UNAUTHENTICATED"));
        error["message"]!.ToString().ShouldContain("Send 'X-API-Key: KEY'");
    }

    [Fact]
    public async Task With_a_key_it_is_let_in_and_its_tasks_are_one_with_those_of_json_rpc()
    {
        await using var host = await StartAsync();
        host.Client.DefaultRequestHeaders.Add("X-API-Key", Key);
        var id = await host.SendAsync();

        (await host.RestAsync("GET", $"/tasks/{id}"))["id"]!.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task Who_may_not_is_told_403()
    {
        await using var host = await AgentHost.StartAsync(
            map: calls => calls.RequireAuthorization(policy => policy.RequireUserName("bob")),
            prepare: services =>
            {
                services.AddAuthentication(HeaderUser.Scheme).AddScheme<AuthenticationSchemeOptions, HeaderUser>(HeaderUser.Scheme, null);
                services.AddAuthorization();
            });

        using var ann = await host.AskAsync("GET", "/tasks", headers: ("X-User", "ann"));
        using var bob = await host.AskAsync("GET", "/tasks", headers: ("X-User", "bob"));

        bob.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RestCaller.ErrorOfAsync(ann)).Told().ShouldBe((403, "PERMISSION_DENIED", "PERMISSION_DENIED"));
    }

    [Fact]
    public async Task Callers_do_not_see_one_anothers_tasks()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        using var sent = await host.AskAsync("POST", "/message:send", RestCaller.Hello, headers: (Users.Header, "ann"));
        var id = JsonNode.Parse(await sent.Content.ReadAsStringAsync())!["task"]!["id"]!.ToString();

        (await host.AskAsync("GET", $"/tasks/{id}", headers: (Users.Header, "ann"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.AskAsync("GET", $"/tasks/{id}", headers: (Users.Header, "bob"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.AskAsync("GET", $"/tasks/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<AgentHost> StartAsync() => AgentHost.StartAsync(add: agent => agent.AddApiKeys(keys => keys.Add("ann", Key)));
}
