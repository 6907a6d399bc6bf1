using Handler.Client;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.EndToEndTests.Peers;

/// <summary>Every operation of our client against the official JavaScript SDK's servers, in every version and binding that they serve.</summary>
[Trait("Needs", "parts")]
public sealed class OurClientTests(PeerServers peers) : IClassFixture<PeerServers>
{
    public static TheoryData<string, string, string> Rows { get; } = new()
    {
        { "1.3.0", "1.0", ProtocolBindings.JsonRpc },
        { "1.3.0", "1.0", ProtocolBindings.HttpJson },
        { "1.3.0", "0.3", ProtocolBindings.JsonRpc },
        { "1.3.0", "0.3", ProtocolBindings.HttpJson },
        { "0.3.14", "0.3", ProtocolBindings.JsonRpc },
        { "0.3.14", "0.3", ProtocolBindings.HttpJson },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Messages_are_answered_and_streamed_and_tasks_read(string sdk, string version, string binding)
    {
        using var agent = await ConnectAsync(sdk, version, binding);

        var answered = (await agent.SendTextAsync("work")).Task!;
        var read = await agent.GetTaskAsync(answered.Id);
        var streamed = await agent.SendStreamingTextAsync("work").ToListAsync();
        var unknown = await Should.ThrowAsync<A2AClientException>(() => agent.GetTaskAsync("nothing-of-this-name"));

        (agent.Protocol.DisplayName, agent.Binding).ShouldBe((version, binding));
        answered.Status.State.ShouldBe(TaskState.Completed);
        (read.Id, read.Status.State).ShouldBe((answered.Id, TaskState.Completed));
        read.Artifacts!.ShouldHaveSingleItem().Text.ShouldBe("Done by the peer");
        streamed.Where(update => update.State is not null).Select(update => update.State).Distinct()
            .ShouldBe([TaskState.Submitted, TaskState.Working, TaskState.Completed]);
        streamed.Select(update => update.ArtifactUpdate?.Artifact.Text).ShouldContain("Done by the peer");
        (unknown.Failure, unknown.ErrorCode).ShouldBe((A2AClientFailure.AgentError, A2AErrorCode.TaskNotFound));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_task_is_followed_and_canceled(string sdk, string version, string binding)
    {
        using var agent = await ConnectAsync(sdk, version, binding);
        var begun = (await agent.SendTextAsync("wait", configuration: new() { ReturnImmediately = true })).Task!;
        await using var updates = agent.SubscribeToTaskAsync(begun.Id).GetAsyncEnumerator();

        (await updates.MoveNextAsync()).ShouldBeTrue();
        var first = updates.Current;
        var canceled = await agent.CancelTaskAsync(begun.Id);
        var last = first;
        while (await updates.MoveNextAsync())
        {
            last = updates.Current;
        }

        first.Task!.Id.ShouldBe(begun.Id);
        canceled.Status.State.ShouldBe(TaskState.Canceled);
        last.State.ShouldBe(TaskState.Canceled);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Push_configs_are_set_read_listed_and_deleted(string sdk, string version, string binding)
    {
        using var agent = await ConnectAsync(sdk, version, binding);
        var task = (await agent.SendTextAsync("wait", configuration: new() { ReturnImmediately = true })).Task!.Id;

        var set = await agent.SetPushConfigAsync(
            task, "https://hooks.example/a", PeerServers.Token, "a", new AuthenticationInfo { Scheme = "Bearer", Credentials = "secret" });
        await agent.SetPushConfigAsync(task, "https://hooks.example/b", configId: "b");
        var read = await agent.GetPushConfigAsync(task, "a");
        var two = await agent.EnumerateTaskPushNotificationConfigsAsync(task).ToListAsync();
        await agent.DeleteTaskPushNotificationConfigAsync(task, "a");
        var one = await agent.EnumerateTaskPushNotificationConfigsAsync(task).ToListAsync();
        await agent.CancelTaskAsync(task);

        new[] { set, read }.ShouldAllBe(config => config.TaskId == task && config.Id == "a" && config.Url == "https://hooks.example/a" && config.Token == PeerServers.Token);
        read.Authentication!.Scheme.ShouldBe("Bearer");
        two.Select(config => config.Id).ShouldBe(["a", "b"], ignoreOrder: true);
        one.ShouldHaveSingleItem().Id.ShouldBe("b");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Its_pushes_arrive_at_our_receiver(string sdk, string version, string binding)
    {
        using var agent = await ConnectAsync(sdk, version, binding);
        var config = new TaskPushNotificationConfig { Id = "inline", Url = peers.Webhook.Url + "/webhook", Token = PeerServers.Token };

        var task = (await agent.SendTextAsync("work", configuration: new() { TaskPushNotificationConfig = config })).Task!.Id;

        var arrived = (await peers.Webhook.WaitForEndAsync(task))["notifications"]!.AsArray();
        arrived.Where(push => (string?)push!["task_id"] == task).Select(push => (string?)push!["state"]).OfType<string>().ShouldContain("completed");
    }

    [Theory]
    [InlineData(ProtocolBindings.JsonRpc)]
    [InlineData(ProtocolBindings.HttpJson)]
    public async Task Tasks_are_listed(string binding)
    {
        using var agent = await ConnectAsync("1.3.0", "1.0", binding);
        var task = (await agent.SendTextAsync("work")).Task!;

        var listed = await agent.ListTasksAsync(new ListTasksRequest { ContextId = task.ContextId, PageSize = 5 });

        listed.Tasks.ShouldHaveSingleItem().Id.ShouldBe(task.Id);
    }

    private async Task<A2AClient> ConnectAsync(string sdk, string version, string binding)
    {
        WireFormat.TryParseDisplayName(version, out var protocol).ShouldBeTrue();
        return await A2AClient.ConnectAsync(await peers.UrlOfAsync(sdk), new A2AClientOptions { Protocol = protocol, Binding = binding });
    }
}
