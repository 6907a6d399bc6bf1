using System.Net;
using System.Net.Http.Headers;
using Handler.Server;
using Handler.Tests.Server.Transports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server.Operations;

public sealed class OperationsAccessTests
{
    [Fact]
    public async Task A_host_refuses_to_start_with_operations_that_nothing_protects()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(app => app.MapOperations()));

        failure.Message.ShouldContain("Nothing protects the operations of this agent");
        failure.Message.ShouldContain("RequireAuthorization");
        failure.Message.ShouldContain("operations.Token");
    }

    [Fact]
    public async Task Open_to_the_anonymous_is_not_protected() =>
        (await Should.ThrowAsync<InvalidOperationException>(
            () => StartAsync(app => app.MapOperations().RequireAuthorization().AllowAnonymous())))
        .Message.ShouldContain("Nothing protects");

    [Fact]
    public async Task A_token_and_a_policy_at_once_are_refused() =>
        (await Should.ThrowAsync<InvalidOperationException>(
            () => StartAsync(app => app.MapOperations(configure: options => options.Token = OperationsHost.Token).RequireAuthorization())))
        .Message.ShouldContain("a request can satisfy only one of them");

    [Theory]
    [InlineData("short", "has 5 characters; give it 16 or more")]
    [InlineData("a token with a \n in it", "character")]
    public async Task A_token_that_is_none_is_refused_without_being_told(string token, string expected)
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(
            () => StartAsync(app => app.MapOperations(configure: options => options.Token = token)));

        failure.Message.ShouldContain(expected);
        failure.Message.ShouldNotContain(token);
    }

    [Fact]
    public async Task Operations_of_an_agent_that_does_not_push_are_refused() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => AgentHost.StartAsync(push: false, use: app => app.MapOperations())))
        .Message.ShouldContain("AddPushNotifications()");

    [Theory]
    [InlineData(null)]
    [InlineData("another token, as long")]
    [InlineData("a token of operators!")]
    [InlineData("A token of operators")]
    [InlineData("")]
    public async Task Without_the_token_the_answer_is_401_and_the_log_has_it(string? token)
    {
        await using var host = await OperationsHost.StartAsync();

        using var response = await host.AskAsync(HttpMethod.Get, "gates", token: token);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"operations\"");
        (await response.Content.ReadAsStringAsync()).ShouldContain("Send 'Authorization: Bearer TOKEN'");
        host.Agent.Log.Entries.ShouldContain(entry => entry.Message.Contains("brought no valid token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_token_opens_and_no_cache_keeps_what_it_opens()
    {
        await using var host = await OperationsHost.StartAsync();

        using var response = await host.AskAsync(HttpMethod.Get, "gates");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_policy_opens_whether_it_is_on_them_or_on_a_group_around_them(bool onGroup)
    {
        await using var host = await AgentHost.StartAsync(use: app =>
        {
            if (onGroup)
            {
                app.MapGroup("/admin").RequireAuthorization().MapOperations("/operations");
            }
            else
            {
                app.MapOperations("/admin/operations").RequireAuthorization();
            }
        }, prepare: Authenticate);

        var without = await host.Client.GetAsync("/admin/operations/gates");
        var request = new HttpRequestMessage(HttpMethod.Get, "/admin/operations/gates");
        request.Headers.Add("X-User", "ann");
        var with = await host.Client.SendAsync(request);

        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        with.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_engine_alone_has_operations_too()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddPushEngine();
        await using var app = builder.Build();
        app.MapOperations(configure: options => options.Token = OperationsHost.Token);
        await app.StartAsync();
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OperationsHost.Token);

        (await client.GetStringAsync("/operations/gates")).ShouldBe("""{"gates":[],"nextPageToken":""}""");
        await app.StopAsync();
    }

    private static void Authenticate(IServiceCollection services)
    {
        services.AddAuthentication(HeaderUser.Scheme).AddScheme<AuthenticationSchemeOptions, HeaderUser>(HeaderUser.Scheme, null);
        services.AddAuthorization();
    }

    private static async Task StartAsync(Action<WebApplication> map)
    {
        await using var host = await AgentHost.StartAsync(use: app => map(app), prepare: Authenticate);
    }
}
