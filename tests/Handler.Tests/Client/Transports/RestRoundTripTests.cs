using Handler.Client;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Tests.Server.Transports;

namespace Handler.Tests.Client.Transports;

/// <summary>Our client and our agent, over each binding.</summary>
public sealed class RestRoundTripTests
{
    [Theory]
    [InlineData(ProtocolBindings.JsonRpc, WireFormat.V1)]
    [InlineData(ProtocolBindings.HttpJson, WireFormat.V1)]
    [InlineData(ProtocolBindings.JsonRpc, WireFormat.V03)]
    [InlineData(ProtocolBindings.HttpJson, WireFormat.V03)]
    public async Task A_conversation_goes_the_same_way_over_each_binding(string binding, WireFormat protocol)
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = (request, task, cancel) =>
            request.Text == "first" ? task.RequireInputAsync("which one?", cancel) : task.CompleteAsync("done", cancel);
        using var client = await A2AClient.ConnectAsync("http://localhost", new A2AClientOptions { HttpClient = host.Client, Binding = binding, Protocol = protocol });

        var first = (await client.SendTextAsync("first")).Task!;
        await client.SetPushConfigAsync(first.Id, "https://hooks.example/", token: "secret");
        var config = await client.GetPushConfigAsync(first.Id);
        var next = new Message { MessageId = "m-2", Role = Role.User, TaskId = first.Id, Parts = [Part.FromText("next")] };
        var updates = await client.SendStreamingMessageAsync(new SendMessageRequest { Message = next }).ToListAsync();
        var read = await client.GetTaskAsync(first.Id);
        var refused = await Should.ThrowAsync<A2AClientException>(() => client.CancelTaskAsync(first.Id));

        (client.Binding, client.Protocol).ShouldBe((binding, protocol));
        first.Status.State.ShouldBe(TaskState.InputRequired);
        config.Token.ShouldBe("secret");
        updates[^1].State.ShouldBe(TaskState.Completed);
        read.Status.Message!.Text.ShouldBe("done");
        refused.ErrorCode.ShouldBe(A2AErrorCode.TaskNotCancelable);
        refused.Details[0].Metadata!["state"].ShouldBe("TASK_STATE_COMPLETED");
    }

    [Theory]
    [InlineData(ProtocolBindings.JsonRpc)]
    [InlineData(ProtocolBindings.HttpJson)]
    public async Task Tasks_are_listed_page_by_page(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = (_, task, cancel) => task.CompleteAsync("done", cancel);
        using var client = await A2AClient.ConnectAsync("http://localhost", new A2AClientOptions { HttpClient = host.Client, Binding = binding });
        var ids = new[] { (await client.SendTextAsync("a")).Task!.Id, (await client.SendTextAsync("b")).Task!.Id };

        var all = await client.EnumerateTasksAsync(new ListTasksRequest { PageSize = 1 }).ToListAsync();

        all.Select(task => task.Id).ShouldBe(ids, ignoreOrder: true);
    }
}
