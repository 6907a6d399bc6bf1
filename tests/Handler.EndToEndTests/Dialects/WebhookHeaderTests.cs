using System.Text.Json.Nodes;
using Handler.EndToEndTests.Configs;
using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.TestKit;

namespace Handler.EndToEndTests.Dialects;

/// <summary>Issue 5: how the notifications of each dialect show who they are from.</summary>
public sealed class WebhookHeaderTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private RawCaller Raw => fixture.Raw;

    [Theory]
    [InlineData("1.0", ""","token":"tok-1","authentication":{"scheme":"Bearer","credentials":"secret-1"}""")]
    [InlineData("0.3", ""","token":"tok-1","authentication":{"schemes":["Bearer","Basic"],"credentials":"secret-1"}""")]
    public async Task Token_and_authentication_go_in_their_two_headers(string dialect, string more)
    {
        await using var webhook = TestWebhook.Start();

        var (answer, arrival) = await FirstAsync(Dialect.Of(dialect), webhook, more);

        answer.ToJsonString().ShouldNotContain("secret-1");
        (arrival["Authorization"], arrival[WebhookHeaders.NotificationToken]).ShouldBe(("Bearer secret-1", "tok-1"));
    }

    [Theory]
    [InlineData("bearer", null, "Authorization", "Bearer v-1")]
    [InlineData("Bearer", null, "Authorization", "Bearer v-1")]
    [InlineData("token", null, "Authorization", "Token v-1")]
    [InlineData("basic", null, "Authorization", "Basic v-1")]
    [InlineData("apiKey", null, "Authorization", "v-1")]
    [InlineData("bearer", "X-Hook-Key", "X-Hook-Key", "Bearer v-1")]
    [InlineData("apiKey", "X-Hook-Key", "X-Hook-Key", "v-1")]
    [InlineData("apiKey", "x-a2a-notification-token", "X-A2A-Notification-Token", "v-1")]
    public async Task Authentication_of_legacy_goes_by_its_scheme_and_in_its_header(string scheme, string? header, string name, string value)
    {
        await using var webhook = TestWebhook.Start();
        var named = header is null ? "" : $",\"headerName\":\"{header}\"";

        var (answer, arrival) = await FirstAsync(
            Dialect.Legacy, webhook, $$""","authenticationInfo":{"scheme":"{{scheme}}","value":"v-1"{{named}}}""");

        arrival[name].ShouldBe(value);
        new[] { "Authorization", "X-Hook-Key", WebhookHeaders.NotificationToken }.Count(possible => arrival[possible] is not null).ShouldBe(1);
        // The value is told to nobody, but a token: that is its owner's to read in any dialect.
        answer.ToJsonString().Contains("v-1", StringComparison.Ordinal).ShouldBe(name == WebhookHeaders.NotificationToken);
    }

    [Fact]
    public async Task Event_types_of_legacy_are_obeyed()
    {
        await using var webhook = TestWebhook.Start();
        var task = await Dialect.Legacy.SendAsync(Raw, "steps 2 every 20ms ask");
        await fixture.Agent.WaitForAsync(task, found => found.Status.State.IsInterrupted);
        await Dialect.Legacy.SetAsync(Raw, task, "mine", webhook.Url, ""","eventTypes":["status"]""");

        await Dialect.Legacy.SendAsync(Raw, "steps 2 every 20ms", task);
        await Dialect.Legacy.EndedAsync(webhook, fixture.Agent);

        Dialect.Legacy.Told(webhook).ShouldBe(["status input-required", "status working", "status working", "status completed"]);
    }

    /// <summary>Of a task that has ended: a webhook that is registered late is told its end.</summary>
    private async Task<(JsonNode Answer, WebhookArrival Arrival)> FirstAsync(Dialect dialect, TestWebhook webhook, string more)
    {
        var task = await dialect.SendAsync(Raw, "steps 0");
        await fixture.Agent.WaitForEndAsync(task);
        var answer = await dialect.SetAsync(Raw, task, "mine", webhook.Url, more);
        await dialect.EndedAsync(webhook, fixture.Agent);
        return (answer, webhook.Arrivals.ShouldHaveSingleItem());
    }
}
