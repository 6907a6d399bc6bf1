using System.Net;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Server;
using Handler.Server.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server.Transports;

/// <summary>Authentication that is the host's own, in front of the agent.</summary>
public sealed class AuthorizationTests
{
    private const string Send = """{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]}}}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Required_authorization_holds_for_calls_and_not_for_the_card(bool addedBeforeTheAgent)
    {
        await using var host = await StartAsync(map => map.RequireAuthorization(), addedBeforeTheAgent);

        var without = await host.PostAsync(Send);
        var with = await host.PostAsync(Send, headers: ("X-User", "ann"));
        var card = await host.Client.GetAsync(WellKnownPaths.AgentCard);

        card.StatusCode.ShouldBe(HttpStatusCode.OK);
        with.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RefusalAsync(without, HttpStatusCode.Unauthorized)).ShouldContain("Send those that its card names in securitySchemes.");
    }

    [Fact]
    public async Task A_caller_who_may_not_is_told_403_as_json_rpc()
    {
        await using var host = await StartAsync(map => map.RequireAuthorization(policy => policy.RequireUserName("bob")));

        var refused = await host.PostAsync(Send, headers: ("X-User", "ann"));

        (await RefusalAsync(refused, HttpStatusCode.Forbidden)).ShouldContain("their caller may not use this agent");
    }

    [Fact]
    public async Task A_scheme_of_the_host_and_keys_may_both_let_in()
    {
        await using var host = await StartAsync(
            map => map.RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = HeaderUser.Scheme }),
            add: agent => agent.AddApiKeys(keys => keys.Add("bob", "the key of bob")));

        var byHost = await host.PostAsync(Send, headers: ("X-User", "ann"));
        var byKey = await host.PostAsync(Send, headers: ("X-API-Key", "the key of bob"));
        var byNone = await host.PostAsync(Send);

        byHost.StatusCode.ShouldBe(HttpStatusCode.OK);
        byKey.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RefusalAsync(byNone, HttpStatusCode.Unauthorized)).ShouldContain("X-API-Key");
    }

    [Fact]
    public async Task Other_endpoints_are_refused_as_ever()
    {
        await using var host = await StartAsync(_ => { }, use: app => app.MapGet("/other", () => "x").RequireAuthorization());

        var refused = await host.Client.GetAsync(new Uri("/other", UriKind.Relative));

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await refused.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    private static Task<AgentHost> StartAsync(
        Action<IEndpointConventionBuilder> map,
        bool addedBeforeTheAgent = false,
        Action<A2AAgentBuilder>? add = null,
        Action<WebApplication>? use = null) => AgentHost.StartAsync(
            map: map,
            use: use,
            prepare: services => Authenticate(services, addedBeforeTheAgent),
            add: agent =>
            {
                Authenticate(agent.Services, !addedBeforeTheAgent);
                add?.Invoke(agent);
            });

    private static void Authenticate(IServiceCollection services, bool now)
    {
        if (now)
        {
            services.AddAuthentication(HeaderUser.Scheme).AddScheme<AuthenticationSchemeOptions, HeaderUser>(HeaderUser.Scheme, null);
            services.AddAuthorization();
        }
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((int)answer["error"]!["code"]!).ShouldBe(-32600);
        return answer["error"]!["message"]!.ToString();
    }
}
