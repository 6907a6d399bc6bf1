using Handler.Client;
using Handler.EndToEndTests.Configs;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.TestKit;

namespace Handler.EndToEndTests.Push;

/// <summary>The extension over sockets: what a filter leaves out is not sent, and the owner of a config reads how its deliveries fare.</summary>
public sealed class EventFilterTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private static readonly EventFilter End = new() { Kinds = [UpdateKind.Status], States = [TaskState.Completed] };

    [Theory]
    [InlineData(WireFormat.V1, ProtocolBindings.JsonRpc)]
    [InlineData(WireFormat.V1, ProtocolBindings.HttpJson)]
    [InlineData(WireFormat.V03, ProtocolBindings.JsonRpc)]
    public async Task A_webhook_that_wants_the_end_gets_the_end_alone(WireFormat protocol, string binding)
    {
        await using var webhook = TestWebhook.Start();
        using var client = Connect(protocol, binding);
        var config = new TaskPushNotificationConfig { Id = "c", Url = webhook.Url.ToString() }.WithEventFilter(End);

        var answer = await client.SendTextAsync("steps 3 every 20ms", configuration: new() { ReturnImmediately = true, TaskPushNotificationConfig = config });
        await fixture.Agent.WaitForEndAsync(answer.Task!.Id);

        var read = await ReadUntilAsync(client, answer.Task.Id, health => health.State == DeliveryState.Idle && health.LastDelivered is not null);
        var told = webhook.Arrivals.ShouldHaveSingleItem();
        told.Text.ShouldContain("completed", Case.Insensitive);
        told.Previous.ShouldBeNull();
        read.EventFilter.ShouldNotBeNull().States.ShouldBe([TaskState.Completed]);
        var health = read.Delivery.ShouldNotBeNull();
        (health.Waiting, health.Dead, health.LastDelivered!.Sequence, health.LastFailure).ShouldBe((0, 0, told.Id.Sequence, null));
    }

    [Fact]
    public async Task A_webhook_that_answers_410_is_told_to_its_owner_as_gone()
    {
        await using var webhook = TestWebhook.Start();
        webhook.AnswerOtherwise(WebhookAnswer.Of(410));
        using var client = Connect(WireFormat.V1, ProtocolBindings.HttpJson);
        var task = await fixture.Agent.BeginAsync();
        await fixture.Agent.WaitForEndAsync(task);

        await client.CreateTaskPushNotificationConfigAsync(new() { Id = "c", TaskId = task, Url = webhook.Url.ToString() });

        var health = (await ReadUntilAsync(client, task, health => health.State == DeliveryState.Gone)).Delivery.ShouldNotBeNull();
        health.Reason.ShouldNotBeNull().ShouldContain("410");
        (health.Waiting, health.Dead, health.LastFailure!.Status, health.LastDelivered).ShouldBe((0, 1, 410, null));
        (await fixture.Agent.Client.GetPushConfigAsync(task)).Delivery.ShouldBeNull();
    }

    private A2AClient Connect(WireFormat protocol, string binding) => new(
        binding == ProtocolBindings.HttpJson ? fixture.Agent.Url : fixture.Agent.Url + "/",
        new A2AClientOptions { Protocol = protocol, Binding = binding, Extensions = [PushDeliveryExtension.Uri] });

    // Results are written a moment after the webhook has answered.
    private async Task<TaskPushNotificationConfig> ReadUntilAsync(A2AClient client, string task, Predicate<DeliveryHealth> isThere)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (true)
        {
            var read = await client.GetPushConfigAsync(task, "c");
            if (read.Delivery is { } health && isThere(health))
            {
                return read;
            }

            late.IsCancellationRequested.ShouldBeFalse($"The config did not come so far. It is {read.Delivery}.\n{fixture.Agent.Story}");
            await Task.Delay(20);
        }
    }
}
