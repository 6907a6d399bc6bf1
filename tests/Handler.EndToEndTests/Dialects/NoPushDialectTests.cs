using Handler.EndToEndTests.Configs;

namespace Handler.EndToEndTests.Dialects;

/// <summary>Issue 5: an agent without the capability refuses the older dialects' operations too, before it looks at what they say.</summary>
public sealed class NoPushDialectTests(SilentAgentFixture fixture) : IClassFixture<SilentAgentFixture>
{
    [Theory]
    [InlineData("tasks/pushNotification/set", """{"id":"any","config":{"webhookUrl":"http://127.0.0.1:9/webhook"}}""")]
    [InlineData("tasks/pushNotification/set", "{}")]
    [InlineData("tasks/pushNotification/get", """{"id":"any"}""")]
    [InlineData("tasks/pushNotification/list", "{}")]
    [InlineData("tasks/pushNotification/delete", """{"id":"any"}""")]
    [InlineData("tasks/pushNotificationConfig/set", """{"taskId":"any","pushNotificationConfig":{"url":"http://127.0.0.1:9/webhook"}}""")]
    [InlineData("tasks/pushNotificationConfig/set", "{}")]
    [InlineData("tasks/pushNotificationConfig/get", """{"id":"any"}""")]
    [InlineData("tasks/pushNotificationConfig/list", """{"id":"any"}""")]
    [InlineData("tasks/pushNotificationConfig/delete", """{"id":"any","pushNotificationConfigId":"mine"}""")]
    [InlineData(
        "message/send",
        """{"message":{"messageId":"m","role":"user","parts":[{"kind":"text","text":"x"}]},"configuration":{"pushNotificationConfig":{"url":"http://127.0.0.1:9/webhook"}}}""")]
    public Task Agent_without_push_refuses_every_config_of_the_older_dialects(string method, string parameters) =>
        fixture.Raw.RefusedAsync(method, parameters, -32003, "does not send push notifications");

    [Theory]
    [InlineData("0.3")]
    [InlineData("legacy")]
    public async Task Agent_without_push_works_for_the_older_dialects_all_the_same(string name)
    {
        var dialect = Dialect.Of(name);

        var task = await dialect.SendAsync(fixture.Raw, "steps 1 every 20ms");
        await fixture.Agent.WaitForEndAsync(task);

        DialectShape.StateOf(await dialect.GetAsync(fixture.Raw, task)).ShouldBe("completed");
    }
}
