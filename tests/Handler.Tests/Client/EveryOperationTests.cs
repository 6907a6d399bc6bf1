using System.Net;
using Handler.Client;
using Handler.Protocol;
using Handler.TestKit;

namespace Handler.Tests.Client;

/// <summary>What holds for each operation alike: it ends when its time is over or its caller has had enough, and a failure says which one it was.</summary>
public sealed class EveryOperationTests
{
    private readonly ScriptedAgent _agent = new();
    private readonly ManualClock _clock = new();

    public static TheoryData<string, string> OverEachBinding { get; } = Rows(Operations.Names);

    /// <summary>The card is fetched from a place, not asked of an operation.</summary>
    public static TheoryData<string, string> AnsweredByTheAgent { get; } = Rows(Operations.Names.Where(name => name != nameof(A2AClient.GetAgentCardAsync)));

    [Theory]
    [MemberData(nameof(OverEachBinding))]
    public async Task It_ends_when_its_time_is_over_and_is_not_asked_again(string operation, string binding)
    {
        _agent.Answer(ScriptedAgent.Never);
        using var client = Client(binding);

        var call = Should.ThrowAsync<A2AClientException>(() => Operations.CallAsync(client, operation));
        _clock.Advance(TimeSpan.FromSeconds(100));

        var failed = await call;
        failed.Failure.ShouldBe(A2AClientFailure.TimedOut);
        failed.Operation.ShouldBe(NameOf(operation));
        _agent.Requests.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(OverEachBinding))]
    public async Task Its_caller_ends_it(string operation, string binding)
    {
        using var caller = new CancellationTokenSource();
        _agent.Answer(ScriptedAgent.Never);
        using var client = Client(binding);

        var call = Operations.CallAsync(client, operation, caller.Token);
        await caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => call)).CancellationToken.ShouldBe(caller.Token);
    }

    [Theory]
    [MemberData(nameof(AnsweredByTheAgent))]
    public async Task A_failure_names_the_operation_the_code_and_the_reason(string operation, string binding)
    {
        var (body, status) = binding == ProtocolBindings.JsonRpc
            ? ("""{"jsonrpc":"2.0","id":1,"error":{"code":-32003,"message":"None."}}""", HttpStatusCode.OK)
            : ("""{"error":{"code":400,"status":"UNIMPLEMENTED","message":"None.","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"PUSH_NOTIFICATION_NOT_SUPPORTED"}]}}""", HttpStatusCode.BadRequest);
        _agent.Answer(body, status);
        using var client = Client(binding);

        var failed = await Should.ThrowAsync<A2AClientException>(() => Operations.CallAsync(client, operation));

        failed.Message.ShouldBe(
            $"{NameOf(operation)} at https://agent.example/a2a: the agent answered PushNotificationNotSupportedError (-32003, PUSH_NOTIFICATION_NOT_SUPPORTED): None.");
        failed.HttpStatus.ShouldBe(status);
    }

    private static TheoryData<string, string> Rows(IEnumerable<string> names)
    {
        var rows = new TheoryData<string, string>();
        foreach (var name in names)
        {
            rows.Add(name, ProtocolBindings.JsonRpc);
            rows.Add(name, ProtocolBindings.HttpJson);
        }

        return rows;
    }

    /// <summary>The operation's name in the specification.</summary>
    private static string NameOf(string method) => method switch
    {
        nameof(A2AClient.SendTextAsync) => "SendMessage",
        nameof(A2AClient.SendStreamingTextAsync) => "SendStreamingMessage",
        nameof(A2AClient.SetPushConfigAsync) => "CreateTaskPushNotificationConfig",
        nameof(A2AClient.GetAgentCardAsync) => "Agent card",
        _ => method[..^"Async".Length],
    };

    private A2AClient Client(string binding) =>
        _agent.Client(new A2AClientOptions { HttpClient = new HttpClient(_agent), TimeProvider = _clock, Binding = binding });
}
