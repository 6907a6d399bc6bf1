using System.Text.Json.Nodes;

namespace Handler.EndToEndTests.Configs;

/// <summary>Issue 3: an agent without the capability refuses all that has to do with it, and says so in its card.</summary>
public sealed class NoPushTests(SilentAgentFixture fixture) : IClassFixture<SilentAgentFixture>
{
    private const int NotSupported = -32003;

    [Theory]
    [InlineData("CreateTaskPushNotificationConfig", """{"taskId":"any","url":"http://127.0.0.1:9/webhook"}""")]
    [InlineData("GetTaskPushNotificationConfig", """{"taskId":"any","id":"mine"}""")]
    [InlineData("ListTaskPushNotificationConfigs", """{"taskId":"any"}""")]
    [InlineData("DeleteTaskPushNotificationConfig", """{"taskId":"any","id":"mine"}""")]
    [InlineData(
        "SendMessage",
        """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]},"configuration":{"taskPushNotificationConfig":{"url":"http://127.0.0.1:9/webhook"}}}""")]
    public async Task Agent_without_push_refuses_every_config(string method, string parameters)
    {
        await fixture.Raw.RefusedAsync(method, parameters, NotSupported, "does not send push notifications");
    }

    [Fact]
    public async Task Agent_without_push_says_so_in_its_card_and_works_all_the_same()
    {
        using var http = new HttpClient();

        var card = JsonNode.Parse(await http.GetStringAsync($"{fixture.Agent.Url}/.well-known/agent-card.json"))!;
        var task = await fixture.Agent.WaitForEndAsync(await fixture.Agent.BeginAsync());

        ((bool?)card["capabilities"]!["pushNotifications"]).ShouldBe(false);
        task.Artifacts!.Count.ShouldBe(2);
    }
}
