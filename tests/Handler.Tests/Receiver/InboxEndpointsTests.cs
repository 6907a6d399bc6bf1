using System.Net;
using System.Text.Json;
using Handler.Receiver;
using Handler.Receiver.Inbox;
using Microsoft.AspNetCore.Builder;

namespace Handler.Tests.Receiver;

public sealed class InboxEndpointsTests
{
    private const string Loopback = "http://127.0.0.1:9000";
    private const string Admin = "admin-token";

    [Fact]
    public async Task The_list_has_the_seeds_shape()
    {
        await using var host = await StartAsync();
        await host.PostAsync(Pushes.Completed("t"));

        var answer = await GetAsync(host, "/notifications");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            """{"count":1,"notifications":[{"timestamp":"2026-01-01T00:00:00.000000Z","task_id":"t","state":"completed","payload":"""
            + Pushes.Completed("t") + """}],"total":1,"next":1}""");
    }

    [Fact]
    public async Task What_is_not_known_is_null_and_the_payload_is_shown_as_it_came()
    {
        await using var host = await StartAsync();
        await host.PostAsync("""{ "n": 1e400, "ä": "<\u001b>" }""");

        var text = await (await GetAsync(host, "/notifications")).Content.ReadAsStringAsync();

        text.ShouldContain("""
            "task_id":null,"state":null,"payload":{ "n": 1e400, "ä": "<\u001b>" }
            """);
    }

    [Fact]
    public async Task Ids_are_escaped_no_more_than_json_needs()
    {
        await using var host = await StartAsync();
        await host.PostAsync("""{"id":"é\"<'","status":{"state":"é"}}""");

        (await (await GetAsync(host, "/notifications")).Content.ReadAsStringAsync()).ShouldContain(""" "task_id":"é\"<'","state":"é" """.Trim());
    }

    [Fact]
    public async Task An_empty_inbox_has_an_empty_list()
    {
        await using var host = await StartAsync();

        (await (await GetAsync(host, "/notifications")).Content.ReadAsStringAsync())
            .ShouldBe("""{"count":0,"notifications":[],"total":0,"next":0}""");
    }

    [Fact]
    public async Task The_newest_100_are_listed_and_after_leads_through_all()
    {
        await using var host = await StartAsync();
        for (var i = 1; i <= 150; i++)
        {
            await host.PostAsync($$"""{"id":"{{i}}"}""");
        }

        var newest = await ListAsync(host, "/notifications");
        var first = await ListAsync(host, "/notifications?after=0&limit=120");
        var rest = await ListAsync(host, $"/notifications?after={first.Next}&limit=120");

        newest.Ids.ShouldBe(Enumerable.Range(51, 100).Select(i => $"{i}"));
        (newest.Count, newest.Total, newest.Next).ShouldBe((100, 150, 150));
        first.Ids.Concat(rest.Ids).ShouldBe(Enumerable.Range(1, 150).Select(i => $"{i}"));
        rest.Next.ShouldBe(150);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=-1")]
    [InlineData("limit=x")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("after=-1")]
    [InlineData("after=x")]
    public async Task A_number_that_makes_no_sense_is_400(string query)
    {
        await using var host = await StartAsync();

        (await GetAsync(host, "/notifications?" + query)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Clearing_empties_the_list()
    {
        await using var host = await StartAsync();
        await host.PostAsync("{}");

        var answer = await SendAsync(host, HttpMethod.Post, "/notifications/clear", ("Authorization", "Bearer " + Admin));

        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"status":"ok","message":"Notifications cleared"}""");
        (await ListAsync(host, "/notifications")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_push_whose_handler_failed_is_shown_as_failed()
    {
        await using var host = await ReceiverHost.StartAsync(
            receiver =>
            {
                receiver.InboxAccess.Token(Admin);
                receiver.Handling.RetryAfter = [];
            },
            receiver => receiver.OnNotification((ReceivedNotification _) => throw new InvalidOperationException("no")));
        await host.PostAsync("{}");
        await Eventually.BecomesTrue(() => host.Inbox.ListAsync().Result.Entries[0].Handling.State == HandlingState.Failed);

        (await (await GetAsync(host, "/notifications")).Content.ReadAsStringAsync())
            .ShouldContain("""
                "handling":{"state":"failed","attempts":1,"error":"InvalidOperationException: no"}
                """);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic admin-token")]
    [InlineData("admin-token")]
    public async Task Without_the_admin_token_nobody_lists_or_clears(string? authorization)
    {
        await using var host = await StartAsync(listening: Loopback);
        await host.PostAsync("{}");
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];

        var list = await SendAsync(host, HttpMethod.Get, "/notifications", headers);
        var clear = await SendAsync(host, HttpMethod.Post, "/notifications/clear", headers);

        list.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        clear.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        list.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await host.Inbox.ListAsync()).Total.ShouldBe(1);
    }

    [Fact]
    public async Task With_nothing_configured_nobody_gets_in()
    {
        await using var host = await ReceiverHost.StartAsync(listening: Loopback);

        (await SendAsync(host, HttpMethod.Get, "/notifications", ("Authorization", "Bearer "))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_host_can_decide_on_the_endpoints()
    {
        await using var host = await ReceiverHost.StartAsync(map: app =>
        {
            app.MapPushReceiver();
            app.MapInbox("/inbox").AllowAnonymous();
        });

        (await SendAsync(host, HttpMethod.Get, "/inbox")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true, "http://127.0.0.1:9000")]
    [InlineData(true, "http://[::1]:9000", "http://localhost:9001")]
    [InlineData(false, "http://0.0.0.0:9000")]
    [InlineData(false, "http://[::]:9000")]
    [InlineData(false, "http://*:9000")]
    [InlineData(false, "http://127.0.0.1:9000", "http://10.0.0.1:9000")]
    [InlineData(false, "http://unix:/tmp/a.sock")]
    [InlineData(false)]
    public async Task Loopback_is_let_in_only_where_every_listening_address_is_loopback(bool letIn, params string[] listening)
    {
        await using var host = await ReceiverHost.StartAsync(receiver => receiver.InboxAccess.AllowLoopback = true, listening: listening);

        var answer = await SendAsync(host, HttpMethod.Get, "/notifications");

        answer.StatusCode.ShouldBe(letIn ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Original-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "inbox.example.com")]
    [InlineData("Host", "127.0.0.1.example.com")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://localhost:3000")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task On_loopback_a_request_that_came_from_elsewhere_needs_the_token(string header, string value)
    {
        await using var host = await ReceiverHost.StartAsync(
            receiver => receiver.InboxAccess.Token(Admin).AllowLoopback = true, listening: Loopback);

        var without = await SendAsync(host, HttpMethod.Get, "/notifications", (header, value));
        var with = await SendAsync(host, HttpMethod.Get, "/notifications", (header, value), ("Authorization", "bearer " + Admin));

        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        with.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task On_loopback_the_servers_own_page_is_let_in()
    {
        await using var host = await ReceiverHost.StartAsync(receiver => receiver.InboxAccess.AllowLoopback = true, listening: Loopback);

        var answer = await SendAsync(
            host, HttpMethod.Post, "/notifications/clear", ("Host", "127.0.0.1:9000"), ("Origin", "http://127.0.0.1:9000"), ("Sec-Fetch-Site", "same-origin"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Mapping_without_adding_names_the_line_to_type()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        Should.Throw<InvalidOperationException>(() => app.MapPushReceiver()).Message.ShouldContain("builder.Services.AddPushReceiver();");
        Should.Throw<InvalidOperationException>(() => app.MapInbox()).Message.ShouldContain("builder.Services.AddPushReceiver();");
    }

    [Fact]
    public async Task Options_that_cannot_work_are_refused_at_the_start()
    {
        var fault = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => ReceiverHost.StartAsync(receiver =>
        {
            receiver.MaxBodyBytes = 0;
            receiver.Memory.MaxNotifications = -1;
        }));

        fault.Failures.Count().ShouldBe(2);
        fault.Message.ShouldContain("Memory.MaxNotifications is -1; it must be at least 1");
    }

    private static Task<ReceiverHost> StartAsync(params string[] listening) =>
        ReceiverHost.StartAsync(receiver => receiver.InboxAccess.Token(Admin), listening: listening);

    private static Task<HttpResponseMessage> GetAsync(ReceiverHost host, string url) =>
        SendAsync(host, HttpMethod.Get, url, ("Authorization", "Bearer " + Admin));

    private static async Task<HttpResponseMessage> SendAsync(
        ReceiverHost host, HttpMethod method, string url, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return await host.Client.SendAsync(request);
    }

    private static async Task<Page> ListAsync(ReceiverHost host, string url)
    {
        using var json = JsonDocument.Parse(await (await GetAsync(host, url)).Content.ReadAsStreamAsync());
        var root = json.RootElement;
        return new Page(
            root.GetProperty("count").GetInt32(),
            [.. root.GetProperty("notifications").EnumerateArray().Select(item => item.GetProperty("task_id").GetString()!)],
            root.GetProperty("total").GetInt64(),
            root.GetProperty("next").GetInt64());
    }

    private sealed record Page(int Count, string[] Ids, long Total, long Next);
}
