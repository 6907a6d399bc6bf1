using System.Net;
using Handler.Client;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Tests.Client;

/// <summary>What becomes of a call when the interface that was chosen cannot be called at all.</summary>
public sealed class FallbackTests
{
    private const string Task = """{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_WORKING"}}""";
    private const string Completed = """{"statusUpdate":{"taskId":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_COMPLETED"}}}""";

    private static readonly string Rpc = Cards.Interface("https://a.example/rpc", tenant: "acme");
    private static readonly string Rest = Cards.Interface("https://b.example/rest", "HTTP+JSON", tenant: "beta");
    private static readonly string Old = Cards.Interface("https://c.example/old", version: "0.3");

    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task The_next_interface_is_called_in_its_own_binding_and_tenant_and_stays()
    {
        _agent.Answer(Refusal.Connection).Answer($$"""{"task":{{Task}}}""").Answer(Task);
        using var client = Client(Rpc, Rest, Old);
        client.Url.Host.ShouldBe("a.example");

        (await client.SendTextAsync("hi")).Task!.Id.ShouldBe("t-1");
        await client.GetTaskAsync("t-1");

        Called().ShouldBe(["https://a.example/rpc", "https://b.example/rest/beta/message:send", "https://b.example/rest/beta/tasks/t-1"]);
        (client.Url.Host, client.Binding, client.Tenant).ShouldBe(("b.example", ProtocolBindings.HttpJson, "beta"));
    }

    [Fact]
    public async Task One_of_an_older_version_is_called_in_it()
    {
        _agent.Answer(Refusal.Connection).Result("""{"kind":"task","id":"t-1","contextId":"c-1","status":{"state":"working"}}""");
        using var client = Client(Rpc, Old);

        await client.GetTaskAsync("t-1");

        _agent.LastBody.ShouldContain("\"method\":\"tasks/get\"");
        client.Protocol.ShouldBe(WireFormat.V03);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task An_address_where_no_interface_is_gives_way_for_messages_too(HttpStatusCode status)
    {
        _agent.Answer("<html>", status).Answer($$"""{"task":{{Task}}}""");
        using var client = Client(Rpc, Rest);

        (await client.SendTextAsync("hi")).Task!.Id.ShouldBe("t-1");
    }

    [Theory]
    [InlineData("""{"code":-32009,"message":"1.0 is not spoken."}""")]
    [InlineData("""{"code":-32004,"message":"1.0 is not spoken.","data":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"VERSION_NOT_SUPPORTED"}]}""")]
    public async Task A_version_that_is_not_supported_there_gives_way(string error)
    {
        _agent.Answer($$"""{"jsonrpc":"2.0","id":1,"error":{{error}}}""").Answer($$"""{"task":{{Task}}}""");
        using var client = Client(Rpc, Rest);

        await client.SendTextAsync("hi");

        client.Binding.ShouldBe(ProtocolBindings.HttpJson);
    }

    [Fact]
    public async Task What_may_have_been_carried_out_stays_where_it_is()
    {
        _agent.Answer(Refusal.LostAnswer).Answer("busy", HttpStatusCode.ServiceUnavailable);
        using var client = Client(Rpc, Rest);

        (await Should.ThrowAsync<A2AClientException>(() => client.SendTextAsync("hi"))).Failure.ShouldBe(A2AClientFailure.Unreachable);
        (await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"))).HttpStatus.ShouldBe(HttpStatusCode.ServiceUnavailable);

        Called().ShouldBe(["https://a.example/rpc", "https://a.example/rpc"]);
    }

    [Fact]
    public async Task An_error_of_the_agent_is_an_answer()
    {
        _agent.Answer(Refusal.Connection)
            .Answer("""{"error":{"code":404,"status":"NOT_FOUND","message":"None.","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"TASK_NOT_FOUND"}]}}""", HttpStatusCode.NotFound);
        using var client = Client(Rpc, Rest, Old);

        var failed = await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"));

        failed.ErrorCode.ShouldBe(A2AErrorCode.TaskNotFound);
        client.Url.Host.ShouldBe("b.example");
    }

    [Fact]
    public async Task Where_none_can_be_called_all_are_named()
    {
        _agent.Answer(Refusal.Connection).Answer("<html>", HttpStatusCode.NotFound).Answer(Refusal.Connection);
        using var client = Client(Rpc, Rest, Old);

        var failed = await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"));

        failed.Failure.ShouldBe(A2AClientFailure.Unreachable);
        failed.Tried.Select(one => one.Url!.Host).ShouldBe(["a.example", "b.example", "c.example"]);
        failed.Message.ShouldBe(
            "GetTask at https://a.example/rpc: none of the 3 interfaces of the agent's card that this client speaks can be called. " +
            "GetTask at https://a.example/rpc: no answer came: Connection refused. Check the URL, and that the agent runs. " +
            "GetTask at https://b.example/rest: the answer is HTTP 404 NotFound (application/json), not AgentTask: <html>. " +
            "tasks/get at https://c.example/old: no answer came: Connection refused. Check the URL, and that the agent runs.");
        client.Url.Host.ShouldBe("a.example");
    }

    [Fact]
    public async Task A_stream_gives_way_before_its_first_update_and_not_after_it()
    {
        _agent.Answer(Refusal.Connection).Stream($"data: {Completed}\n\n")
            .Stream("data: {\"task\":" + Task + "}\n\n");
        using var client = Client(Rpc, Rest);

        (await client.SendStreamingTextAsync("hi").ToListAsync()).ShouldHaveSingleItem().IsTerminal.ShouldBeTrue();
        var failed = await Should.ThrowAsync<A2AClientException>(() => client.SubscribeToTaskAsync("t-1").ToListAsync().AsTask());

        failed.Failure.ShouldBe(A2AClientFailure.StreamBroken);
        _agent.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task One_that_fails_later_is_left_again()
    {
        _agent.Answer(Refusal.Connection).Answer(Task).Answer(Refusal.Connection).Result(Task, id: 2);
        using var client = Client(Rpc, Rest);

        await client.GetTaskAsync("t-1");
        await client.GetTaskAsync("t-1");

        Called().Select(url => new Uri(url).Host).ShouldBe(["a.example", "b.example", "b.example", "a.example"]);
    }

    [Fact]
    public async Task An_interface_without_TLS_is_no_way_round_one_with_it()
    {
        _agent.Answer(Refusal.Connection);
        using var client = Client(Rpc, Cards.Interface("http://a.example/plain"));

        await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"));

        Called().ShouldBe(["https://a.example/rpc"]);
    }

    [Fact]
    public async Task The_binding_that_was_asked_for_is_the_only_one()
    {
        _agent.Answer(Refusal.Connection);
        using var client = Over(ProtocolBindings.HttpJson, Rpc, Rest, Old);

        await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"));

        _agent.Requests.ShouldHaveSingleItem().Url.Host.ShouldBe("b.example");
    }

    private A2AClient Client(params string[] interfaces) => Over(binding: null, interfaces);

    private A2AClient Over(string? binding, params string[] interfaces)
    {
        var card = A2AJson.Read<AgentCard>(System.Text.Encoding.UTF8.GetBytes(Cards.Json(string.Join(',', interfaces))));
        return A2AClient.FromCard(card, options: new A2AClientOptions
        {
            HttpClient = new HttpClient(_agent),
            Binding = binding,
            Retries = 0,
            StreamReconnects = 0,
        });
    }

    private string[] Called() => [.. _agent.Requests.Select(request => request.Url.ToString())];
}
